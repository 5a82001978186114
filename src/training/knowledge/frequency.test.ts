import { describe, expect, it } from 'vitest';
import { classFrequency, parseFrequency } from './frequency.ts';

describe('parseFrequency', () => {
  it.each([
    ['HP:0040280', { kind: 'class', id: 'HP:0040280', share: 1 }],
    ['HP:0040285', { kind: 'class', id: 'HP:0040285', share: 0 }],
    ['2/3', { kind: 'ratio', n: 2, m: 3, share: 2 / 3 }],
    ['0/12', { kind: 'ratio', n: 0, m: 12, share: 0 }],
    ['57%', { kind: 'percent', value: 57, share: 0.57 }],
    ['12.5 %', { kind: 'percent', value: 12.5, share: 0.125 }],
  ])('%s', (text, frequency) => expect(parseFrequency(text)).toEqual(frequency));

  it.each(['', '3/2', '1/0', '101%', 'HP:0001083', 'often', '-1/2', '1/2/3'])('refuses %j', (text) => {
    expect(parseFrequency(text)).toBeUndefined();
  });

  it('puts a class at its middle', () => {
    expect(classFrequency('HP:0040282').share).toBeCloseTo((0.3 + 0.79) / 2);
    expect(classFrequency('HP:0040283').share).toBeCloseTo(0.17);
  });
});
