import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferredProfile } from './inferred-profile.ts';

/** 0 is the root; 1 and 2 below it; 3 below 1. */
const above = [[0], [1, 0], [2, 0], [3, 1, 0]];
const nodeOf = new Map([
  ['HP:1', 1],
  ['HP:2', 2],
  ['HP:3', 3],
]);
const infer = (mentioned: readonly string[], siblings: readonly ReadonlyMap<number, number>[]) =>
  inferredProfile({ mentioned }, siblings, nodeOf, above);

describe('inferredProfile', () => {
  it('is the mean over the siblings, without what is rare among them', () => {
    const siblings = [
      new Map([
        [0, 1],
        [1, 0.8],
        [2, 0.15],
      ]),
      new Map([
        [0, 1],
        [1, 0.4],
      ]),
    ];
    const profile = infer([], siblings);
    expect([...profile.keys()]).toEqual([0, 1]);
    expect(profile.get(0)).toBe(1);
    expect(profile.get(1)).toBeCloseTo(0.6);
  });

  it('gives at least 0.7 to what the name says, and the independent union above', () => {
    const profile = infer(['HP:2', 'HP:3', 'HP:3', 'HP:404'], [new Map([[2, 0.9]])]);
    expect(profile.get(3)).toBeCloseTo(0.7);
    expect(profile.get(1)).toBeCloseTo(0.7);
    expect(profile.get(2)).toBe(0.9);
    expect(profile.get(0)).toBeCloseTo(1 - 0.3 ** 2);
  });

  it('is empty where nothing is known', () => {
    expect(infer([], []).size).toBe(0);
  });

  it('never gives a general feature less than a special one', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const sibling = fc.tuple(share, share, share).map(([one, two, three]) => {
      const left = Math.max(one, three);
      return new Map([
        [0, Math.max(left, two)],
        [1, left],
        [2, two],
        [3, three],
      ]);
    });
    fc.assert(
      fc.property(fc.array(sibling, { maxLength: 4 }), fc.subarray(['HP:1', 'HP:2', 'HP:3']), (siblings, terms) => {
        const profile = infer(terms, siblings);
        for (const [node, value] of profile) {
          expect(value).toBeLessThanOrEqual(1);
          for (const general of above[node]!) expect(profile.get(general)).toBeGreaterThanOrEqual(value - 1e-12);
        }
      }),
    );
  });
});
