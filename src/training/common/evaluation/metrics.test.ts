import { describe, expect, it } from 'vitest';
import type { Example } from '../patients/example.ts';
import { endOf } from './interview.ts';
import { commonMetrics } from './metrics.ts';
import { outcomeOf } from './outcome.ts';

const example = (diagnosis: number, differential: readonly number[] = [diagnosis]): Example => ({
  ...{ ageYears: 50, sex: 'female', diagnosis, differential, reported: [], labelSource: 1 },
});
const output = (probabilities: readonly number[], differential: readonly number[]) => ({
  scores: Float32Array.from(probabilities, Math.log),
  probabilities: Float32Array.from(probabilities),
  differential: Float32Array.from(differential),
});
const outcome = (one: Example, probabilities: readonly number[], differential = [0.9, 0.6, 0.1]) =>
  outcomeOf(one, output(probabilities, differential), 0, 3, 0.5);

describe('outcomeOf', () => {
  it('ranks the right diagnosis, with ties against the model', () => {
    expect(outcome(example(1), [0.5, 0.3, 0.2])).toMatchObject({ first: 0, rank: 2 });
    expect(outcome(example(1), [0.4, 0.4, 0.2])).toMatchObject({ rank: 2 });
    expect(outcome(example(1), [0.5, 0.3, 0.2]).massBefore).toBeCloseTo(0.5, 6);
  });

  it('counts a diagnosis that the model does not know as a miss', () => {
    expect(outcome(example(-1, []), [0.5, 0.3, 0.2])).toMatchObject({ rank: 4 });
  });

  it('compares the predicted differential with the published one', () => {
    expect(outcome(example(0, [0, 2]), [0.5, 0.3, 0.2])).toMatchObject({ recall: 0.5, precision: 0.5 });
    expect(outcome(example(0, [0]), [0.5, 0.3, 0.2], [0.3, 0.2, 0.1])).toMatchObject({ recall: 1, precision: 1 });
  });
});

describe('commonMetrics', () => {
  const outcomes = [
    outcome(example(0), [0.8, 0.1, 0.1]),
    outcome(example(0), [0.8, 0.1, 0.1]),
    outcome(example(1), [0.8, 0.15, 0.05]),
    outcome(example(2), [0.1, 0.3, 0.6]),
  ];

  it('gives shares, the calibration error, and F1 averaged over diagnoses', () => {
    const metrics = commonMetrics(outcomes);
    expect(metrics).toMatchObject({ cases: 4, top1: 0.75, top3: 1, top5: 1 });
    // Two bins: 0.8 said three times and right twice; 0.6 said once and right.
    expect(metrics.ece).toBeCloseTo((3 * 0.8 - 2) / 4 + (1 - 0.6) / 4, 6);
    // F1 by diagnosis: 0: 2·2/(2+3), 1: 0, 2: 1.
    expect(metrics.macroF1).toBeCloseTo((0.8 + 0 + 1) / 3, 6);
  });

  it('averages F1 of the differential case by case', () => {
    const { ddf1, ddr, ddp } = commonMetrics([
      outcome(example(0, [0, 1]), [1, 0, 0]),
      outcome(example(0, [0]), [1, 0, 0]),
    ]);
    expect(ddr).toBe(1);
    expect(ddp).toBe(0.75);
    expect(ddf1).toBeCloseTo((1 + 2 / 3) / 2, 9);
  });
});

describe('endOf', () => {
  const interview = [0.4, 0.7, 0.95, 0.99].map((probability) => ({ probability, right: probability > 0.9 }));

  it('stops at the first answer after which the model is sure enough, or when the questions are used up', () => {
    expect(endOf(interview, { stopProbability: 0.9, maxQuestions: 9 })).toMatchObject({ questions: 2, right: true });
    expect(endOf(interview, { stopProbability: 0.9, maxQuestions: 1 })).toMatchObject({ questions: 1, right: false });
    expect(endOf(interview, { stopProbability: 0.999, maxQuestions: 9 })).toMatchObject({ questions: 3 });
  });
});
