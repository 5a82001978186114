import { describe, expect, it } from 'vitest';
import { convert } from '../../terminology/ucum.ts';
import { inUnit } from '../unit-conversion.ts';
import { scores } from './scores.ts';

const all = [...scores.values()];

describe('scores', () => {
  it('name every input once, with a unit that UCUM knows and at least one code', () => {
    for (const { name, inputs, unit } of all) {
      expect(convert(1, unit, unit), name).toBe(1);
      expect(new Set(inputs.map(({ key }) => key)).size, name).toBe(inputs.length);
      for (const input of inputs) {
        expect(convert(1, input.unit, input.unit), input.key).toBe(1);
        expect(input.loinc.length, input.key).toBeGreaterThan(0);
      }
    }
  });

  it('say what they miss when nothing is known', () => {
    for (const score of all) {
      const result = score.compute({ measured: {} });
      expect(result.kind, score.name).toBe('not-assessable');
      expect(result.kind === 'not-assessable' && result.missing.length, score.name).toBeGreaterThan(0);
    }
  });

  it('read their inputs in the units of other laboratories', () => {
    const input = (name: string, key: string) => {
      const found = scores.get(name)?.inputs.find((candidate) => candidate.key === key);
      if (!found) throw new Error(`${name} has no ${key}`);
      return found;
    };
    const converted = (value: number, unit: string, name: string, key: string) => {
      const measured = { low: value, high: value, lowOpen: false, highOpen: false, text: String(value), unit };
      const result = inUnit(measured, input(name, key));
      return result.kind === 'converted' ? result.measured.low : undefined;
    };
    expect(converted(106, 'umol/L', 'eGFR', 'creatinine')).toBeCloseTo(1.199, 3);
    expect(converted(140, 'mEq/L', 'anion-gap', 'sodium')).toBe(140);
    expect(converted(2.25, 'mmol/L', 'corrected-calcium', 'calcium')).toBeCloseTo(9.018, 3);
    expect(converted(35, 'g/L', 'corrected-calcium', 'albumin')).toBeCloseTo(3.5, 9);
    expect(converted(100.4, '[degF]', 'NEWS2', 'temperature')).toBeCloseTo(38, 6);
    expect(converted(16, '{breaths}/min', 'NEWS2', 'respiratoryRate')).toBe(16);
    expect(converted(14, '{score}', 'NEWS2', 'glasgowComaScore')).toBe(14);
    expect(converted(200, 'K/uL', 'FIB-4', 'platelets')).toBe(200);
    expect(converted(40, 'IU/L', 'FIB-4', 'aspartateAminotransferase')).toBe(40);
  });
});
