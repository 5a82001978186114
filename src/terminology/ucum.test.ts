import { describe, expect, it } from 'vitest';
import { convert, sameUnit } from './ucum.ts';
import { ucumCode } from './unit-spelling.ts';

describe('convert', () => {
  it.each([
    // Creatinine, 113.12 g/mol (PubChem CID 588)
    [1, 'mg/dL', 'umol/L', 113.12, 88.4017],
    [88.4017, 'umol/L', 'mg/dL', 113.12, 1],
    // Glucose, 180.16 g/mol (PubChem CID 5793)
    [5.55, 'mmol/L', 'mg/dL', 180.16, 99.9888],
    [98.6, '[degF]', 'Cel', undefined, 37],
    [98.6, '°F', '°C', undefined, 37],
    [7.2, 'K/uL', '10*9/L', undefined, 7.2],
    [4.5, 'm/uL', '10*12/L', undefined, 4.5],
    [1, 'g/dL', 'g/L', undefined, 10],
    [40, '%', '1', undefined, 0.4],
    [2, 'uIU/mL', 'm[IU]/L', undefined, 2],
    [30, 'IU/L', 'U/L', undefined, 30],
    [12, 'sec', 's', undefined, 12],
    [1, 'mcg/dL', 'ng/mL', undefined, 10],
    [1, 'μg/dL', 'µg/L', undefined, 10],
    [120, 'mm Hg', 'mm[Hg]', undefined, 120],
  ])('%d %s is … %s', (value, from, to, molarMass, expected) => {
    expect(convert(value, from, to, molarMass)).toBeCloseTo(expected, 3);
  });

  it('multiplies by exactly one between units of equal size', () => {
    expect(convert(7.1, '10*3/uL', '10*9/L')).toBe(7.1);
  });

  it('answers undefined for another dimension, a missing molar mass, and what is no unit', () => {
    expect(convert(1, 'mg/dL', 'mm[Hg]')).toBeUndefined();
    expect(convert(1, 'mg/dL', 'umol/L')).toBeUndefined();
    expect(convert(1, 'furlongs', 'mg/dL')).toBeUndefined();
    expect(convert(1, '', 'mg/dL')).toBeUndefined();
    expect(convert(1, '(((', '1')).toBeUndefined();
    expect(convert(1, 'mg/'.repeat(1000), 'mg')).toBeUndefined();
  });

  it('does not take mEq/L for mmol/L, which depends on the charge', () => {
    expect(convert(4, 'mEq/L', 'mmol/L')).toBeUndefined();
  });

  it('handles units with an offset and logarithmic ones', () => {
    expect(convert(32, '[degF]', 'Cel')).toBeCloseTo(0, 9);
    expect(convert(7.4, '[pH]', '[pH]')).toBe(7.4);
    // Two bel are a hundredfold power: a logarithm, no factor.
    expect(convert(2, 'B[W]', 'W')).toBeCloseTo(100, 9);
  });
});

describe('sameUnit', () => {
  it('sees through spelling and equal size, but not through an offset', () => {
    expect(sameUnit('K/uL', '10*9/L')).toBe(true);
    expect(sameUnit('IU/L', 'U/L')).toBe(true);
    expect(sameUnit('mg/dL', 'mg/L')).toBe(false);
    expect(sameUnit('Cel', 'K')).toBe(false);
  });
});

describe('ucumCode', () => {
  it('leaves UCUM codes alone', () => {
    for (const code of ['mg/dL', '10*3/uL', 'mm[Hg]', 'Cel', 'm', 'K']) expect(ucumCode(code)).toBe(code);
  });

  it('is not misled by names that every object has', () => {
    expect(ucumCode('constructor')).toBe('constructor');
  });
});
