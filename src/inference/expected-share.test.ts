import { describe, expect, it } from 'vitest';
import type { InputVocabulary } from '../features/vocabulary.ts';
import { expectedShares } from './expected-share.ts';

// 0 root; 1, 2 below it; 3, 4 below 1.
const vocabulary = {
  parents: [[], [0], [0], [1], [1]],
  background: Float32Array.of(1, 0.2, 0.1, 0.05, 0.02),
} as unknown as InputVocabulary;
const annotation = (node: number, frequency?: string) => ({
  node,
  references: [],
  ...(frequency === undefined ? {} : { frequency }),
});
const shares = (annotations: ReturnType<typeof annotation>[], absent: number[] = []) =>
  expectedShares({ id: 'OMIM:1', annotations, absent }, vocabulary);

describe('expectedShares', () => {
  it('takes a feature’s share from its annotation or from the most frequent special form', () => {
    const of = shares([annotation(3, '1/4'), annotation(4, '3/4')]);
    expect([3, 4, 1].map(of)).toEqual([0.25, 0.75, 0.75]);
  });

  it('takes its part of a general form’s share', () => {
    expect(shares([annotation(1, '80%')])(3)).toBeCloseTo(0.8 * (0.05 / 0.2));
  });

  it('supposes the background where the profile is silent, and more than half where no frequency is stated', () => {
    const of = shares([annotation(2)]);
    expect(of(3)).toBeCloseTo(0.05);
    expect(of(2)).toBe(0.6);
  });

  it('takes nothing for impossible or certain', () => {
    const of = shares([annotation(2, 'obligate')], [3]);
    expect([2, 3].map(of)).toEqual([0.99, 0.001]);
  });
});
