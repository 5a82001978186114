import { describe, expect, it } from 'vitest';
import { judge, type Limits } from './limits.ts';
import { measured } from './measured.ts';

function outcome(value: number, limits: Limits, comparator?: string) {
  const read = measured(value, undefined, comparator);
  return read && judge(read, limits)?.outcome;
}

describe('judge', () => {
  it('counts the limits themselves as normal, unless they are said to be abnormal', () => {
    expect([3.4, 3.5, 5, 5.1].map((value) => outcome(value, { low: 3.5, high: 5 }))).toEqual(['L', 'N', 'N', 'H']);
    expect([239, 240].map((value) => outcome(value, { high: 240, highIsAbnormal: true }))).toEqual(['N', 'H']);
  });

  it('leaves values between the normal zone and the limit undecided', () => {
    const glucose = { low: 70, high: 200, normalHigh: 99, highIsAbnormal: true };
    expect([60, 95, 150, 200].map((value) => outcome(value, glucose))).toEqual(['L', 'N', undefined, 'H']);
  });

  it('judges values beyond the assay by what is certain of them', () => {
    expect(outcome(5, { high: 10 }, '<')).toBe('N');
    expect(outcome(5, { high: 3 }, '<')).toBeUndefined();
    expect(outcome(5, { low: 5 }, '<')).toBe('L');
    expect(outcome(1000, { high: 10 }, '>')).toBe('H');
    expect(outcome(10, { high: 10 }, '>')).toBe('H');
    expect(outcome(5, { low: 3, high: 10 }, '<')).toBeUndefined();
  });

  it('rules out only the direction that there is a limit for', () => {
    const low = measured(11, 'mg/dL');
    expect(low && judge(low, { high: 129 })).toMatchObject({ outcome: 'N', rulesOut: ['H'], words: 'at or below 129' });
    expect(low && judge(low, { low: 5, high: 129 })?.rulesOut).toEqual(['H', 'L']);
  });
});
