import { describe, expect, it } from 'vitest';
import { measured } from './measured.ts';
import { inUnit, type TargetUnit } from './unit-conversion.ts';

function convertedLow(value: number, unit: string | undefined, target: TargetUnit) {
  const read = measured(value, unit);
  const converted = read && inUnit(read, target);
  return converted?.kind === 'converted' ? converted.measured.low : converted?.reason;
}

describe('inUnit', () => {
  it('converts by UCUM and by molar mass', () => {
    expect(convertedLow(98.6, '[degF]', { unit: 'Cel' })).toBeCloseTo(37, 1);
    expect(convertedLow(88.4, 'umol/L', { unit: 'mg/dL', molarMass: 113.12 })).toBeCloseTo(1, 2);
  });

  it('reads equivalents only where the charge is known', () => {
    expect(convertedLow(4, 'meq/L', { unit: 'mmol/L', valence: 1 })).toBeCloseTo(4, 6);
    // 2 mEq/L of calcium is 1 mmol/L, 4.008 mg/dL.
    expect(convertedLow(2, 'mEq/L', { unit: 'mg/dL', valence: 2, molarMass: 40.078 })).toBeCloseTo(4.008, 3);
    expect(convertedLow(4, 'meq/L', { unit: 'mmol/L' })).toBe('unit-mismatch');
  });

  it('refuses missing units and other dimensions', () => {
    expect(convertedLow(4, undefined, { unit: 'mmol/L' })).toBe('unit-missing');
    expect(convertedLow(4, 'kg', { unit: 'mmol/L' })).toBe('unit-mismatch');
    expect(convertedLow(4, '%', { unit: 'g/dL' })).toBe('unit-mismatch');
  });

  it('takes pure numbers with and without an annotation', () => {
    expect(convertedLow(1.1, undefined, { unit: '1' })).toBe(1.1);
    expect(convertedLow(-2.6, '{T-score}', { unit: '1' })).toBe(-2.6);
    expect(convertedLow(33, '%', { unit: 'g/dL', sameAs: ['%'] })).toBe(33);
  });
});
