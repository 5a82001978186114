import { softmax } from '../../../inference/calibrate.ts';
import type { Calibration } from '../../../registry/calibration.ts';

/** A tuning case after scoring. */
export interface ScoredCase {
  readonly scores: Float32Array;
  readonly right: number;
  /** How much the case counts for the temperature, so that no single disease owns it. */
  readonly weight: number;
}

const level = 0.9;

/** Temperature by maximum likelihood, and the conformal threshold at the wanted level. */
export function fitCalibration(cases: readonly ScoredCase[], fittedOn: string): Calibration {
  const temperature = round(minimise((value) => negativeLogLikelihood(cases, value), 0.2, 8));
  // Every case counts once here: the promise of the set is about cases, not about diseases.
  const masses = cases.map(({ scores, right }) => massBefore(softmax(scores, temperature), right));
  return {
    temperature,
    conformal: { method: 'cumulative-probability', level, threshold: roundUp(quantile(masses, level)) },
    fittedOn,
    cases: cases.length,
  };
}

function negativeLogLikelihood(cases: readonly ScoredCase[], temperature: number): number {
  let loss = 0;
  for (const { scores, right, weight } of cases) {
    loss -= weight * Math.log(Math.max(softmax(scores, temperature)[right]!, Number.MIN_VALUE));
  }
  return loss;
}

/**
 * Probability of everything ranked before the right diagnosis, ties among it: the set holds a diagnosis exactly when
 * this has not reached the threshold yet.
 */
function massBefore(probabilities: Float32Array, right: number): number {
  const own = probabilities[right]!;
  let mass = -own;
  for (const probability of probabilities) if (probability >= own) mass += probability;
  return mass;
}

/** The conformal quantile, ⌈(n + 1) · level⌉-th of n (Angelopoulos & Bates 2021, §1). */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length + 1) * share) - 1] ?? 1;
}

/** Golden-section search for the lowest point of a function with a single valley. */
function minimise(loss: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [low, high];
  for (let step = 0; step < 24; step++) {
    const [a, b] = [right - golden * (right - left), left + golden * (right - left)];
    if (loss(a) < loss(b)) right = b;
    else left = a;
  }
  return (left + right) / 2;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/** The threshold must lie above the case that sets it. */
function roundUp(value: number): number {
  return Math.min(1, Math.ceil(value * 1e4 + 0.5) / 1e4);
}
