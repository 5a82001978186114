import type { CommonOutcome } from './outcome.ts';

/** Shares from 0 to 1. */
export interface CommonMetrics {
  readonly cases: number;
  readonly top1: number;
  readonly top3: number;
  readonly top5: number;
  /** F1 of the first diagnosis, averaged over the diagnoses that the cases have. */
  readonly macroF1: number;
  /** Expected calibration error of the first diagnosis, ten bins of equal width. */
  readonly ece: number;
  /** Recall and precision of the predicted differential, averaged over the cases (DDR and DDP of DDXPlus). */
  readonly ddr: number;
  readonly ddp: number;
  /** F1 of the two, case by case, averaged: never above the F1 of the averages. */
  readonly ddf1: number;
}

export function commonMetrics(outcomes: readonly CommonOutcome[]): CommonMetrics {
  const mean = (value: (outcome: CommonOutcome) => number) =>
    outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / Math.max(1, outcomes.length);
  const top = (limit: number) => mean(({ rank }) => (rank <= limit ? 1 : 0));
  return {
    cases: outcomes.length,
    top1: top(1),
    top3: top(3),
    top5: top(5),
    macroF1: macroF1(outcomes),
    ece: calibrationError(outcomes),
    ddr: mean(({ recall }) => recall),
    ddp: mean(({ precision }) => precision),
    ddf1: mean(({ recall, precision }) => harmonic(recall, precision)),
  };
}

export function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function macroF1(outcomes: readonly CommonOutcome[]): number {
  const counts = new Map<number, { hits: number; cases: number; named: number }>();
  const of = (diagnosis: number) => {
    const found = counts.get(diagnosis) ?? { hits: 0, cases: 0, named: 0 };
    counts.set(diagnosis, found);
    return found;
  };
  for (const { example, first } of outcomes) {
    of(example.diagnosis).cases += 1;
    of(first).named += 1;
    if (first === example.diagnosis) of(first).hits += 1;
  }
  const scores = [...counts.values()]
    .filter(({ cases }) => cases > 0)
    .map(({ hits, cases, named }) => (2 * hits) / (cases + named));
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function calibrationError(outcomes: readonly CommonOutcome[]): number {
  const gaps = new Float64Array(10);
  for (const { probability, rank } of outcomes) {
    gaps[Math.min(9, Math.floor(probability * 10))]! += probability - (rank === 1 ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, outcomes.length);
}
