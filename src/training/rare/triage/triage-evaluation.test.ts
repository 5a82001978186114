import { describe, expect, it } from 'vitest';
import {
  auroc,
  aurocOfEqualLength,
  compareTriage,
  sensitivityAtSpecificity,
  type TriageOutcome,
} from './triage-evaluation.ts';

const outcomes = (probabilities: readonly number[], findings: readonly number[] = []): readonly TriageOutcome[] =>
  probabilities.map((probability, place) => ({ probability, findings: findings[place] ?? 1, group: `${place}` }));

describe('auroc', () => {
  it('is the share of pairs in the right order, ties counted half', () => {
    expect(auroc(outcomes([0.9, 0.8]), outcomes([0.1, 0.2]))).toBe(1);
    expect(auroc(outcomes([0.5]), outcomes([0.5]))).toBe(0.5);
    expect(auroc(outcomes([0.9, 0.3]), outcomes([0.1, 0.5]))).toBe(0.75);
  });
});

describe('aurocOfEqualLength', () => {
  it('sees through a score that is nothing but the number of findings', () => {
    const rare = outcomes([5, 5, 1], [5, 5, 1]);
    const others = outcomes([1, 1, 5], [1, 1, 5]);
    expect(auroc(rare, others)).toBeCloseTo(6 / 9, 6);
    expect(aurocOfEqualLength(rare, others)).toBe(0.5);
  });
});

describe('sensitivityAtSpecificity', () => {
  it('counts who is above nine in ten of the others', () => {
    const others = outcomes([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(sensitivityAtSpecificity(outcomes([0.95, 0.85, 0.8, 0.1]), others)).toBe(0.5);
  });
});

describe('compareTriage', () => {
  it('draws the interval around the figure, the same one every time', () => {
    const rare = outcomes([0.9, 0.7, 0.6, 0.4, 0.3]);
    const others = outcomes([0.1, 0.2, 0.35, 0.5, 0.65]);
    const first = compareTriage('test', rare, others);
    expect(first).toEqual(compareTriage('test', rare, others));
    expect(first.auroc.low).toBeLessThan(first.auroc.value);
    expect(first.auroc.high).toBeGreaterThan(first.auroc.value);
    expect(first).toMatchObject({ positives: 5, negatives: 5, aurocOfLengthAlone: 0.5 });
  });
});
