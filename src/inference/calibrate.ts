import type { Calibration } from '../registry/calibration.ts';

export interface Calibrated {
  /** Softmax of score / temperature over all diagnoses; sums to 1. */
  readonly probabilities: Float32Array;
  /** How many of the first entries hold the right diagnosis at the calibration's level (at least 1). */
  readonly conformalSize: number;
}

/**
 * Turns one row of scores into probabilities, and into the size of the conformal set: the shortest head of the ranked
 * list whose probabilities reach the threshold (adaptive prediction sets, Romano et al. 2020, without randomisation).
 */
export function calibrate(scores: Float32Array, calibration: Calibration): Calibrated {
  const probabilities = softmax(scores, calibration.temperature);
  return { probabilities, conformalSize: conformalSize(probabilities, calibration.conformal.threshold) };
}

/** Softmax with a temperature, computed from the largest score so that nothing overflows. */
export function softmax(scores: Float32Array, temperature: number): Float32Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  const result = new Float32Array(scores.length);
  let total = 0;
  for (let i = 0; i < scores.length; i++) {
    const weight = Math.exp((scores[i]! - highest) / temperature);
    result[i] = weight;
    total += weight;
  }
  for (let i = 0; i < result.length; i++) result[i]! /= total;
  return result;
}

function conformalSize(probabilities: Float32Array, threshold: number): number {
  const descending = probabilities.slice().sort().reverse();
  let mass = 0;
  let size = 0;
  for (const probability of descending) {
    mass += probability;
    size += 1;
    if (mass >= threshold) break;
  }
  return Math.max(1, size);
}
