import { describe, expect, it } from 'vitest';
import { pessimisticRank, rankDiagnoses } from './rank.ts';

const scores = Float32Array.of(1, 3, 2, 3, 0);

describe('rankDiagnoses', () => {
  it('gives the highest first, ties in the order of the package', () => {
    expect(rankDiagnoses(scores, { top: 3 })).toEqual([
      { diagnosis: 1, rank: 1 },
      { diagnosis: 3, rank: 2 },
      { diagnosis: 2, rank: 3 },
    ]);
  });

  it('leaves out what is known already, and closes the gap', () => {
    expect(rankDiagnoses(scores, { top: 2, exclude: new Set([1, 3]) })).toEqual([
      { diagnosis: 2, rank: 1 },
      { diagnosis: 0, rank: 2 },
    ]);
  });

  it('gives all of them when fewer are there than asked for', () => {
    expect(rankDiagnoses(scores, { top: 99 })).toHaveLength(5);
  });
});

describe('pessimisticRank', () => {
  it('counts ties against the diagnosis', () => {
    expect([1, 3, 2, 4].map((diagnosis) => pessimisticRank(scores, diagnosis))).toEqual([2, 2, 3, 5]);
  });
});
