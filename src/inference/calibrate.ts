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

// Counting loops throughout: iterators and callbacks box each of eleven thousand numbers.

/** Softmax with a temperature, computed from the largest score so that nothing overflows. */
export function softmax(scores: Float32Array, temperature: number): Float32Array {
  const highest = highestOf(scores);
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

/** The highest of the scores; −∞ of none. */
export function highestOf(scores: Float32Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > highest) highest = scores[i]!;
  return highest;
}

/** How many times less likely than the first the last of the head is. */
const headSpan = 1000;

function conformalSize(probabilities: Float32Array, threshold: number): number {
  // Nearly all of the list lies far below its head, so only the head is sorted, and more of it while it does not reach.
  for (let least = highestOf(probabilities) / headSpan; least > 0; least /= headSpan) {
    const head = atLeast(least, probabilities).sort();
    let mass = 0;
    for (let size = 1; size <= head.length; size++) {
      mass += head[head.length - size]!;
      if (mass >= threshold) return size;
    }
    if (head.length === probabilities.length) break;
  }
  return Math.max(1, probabilities.length);
}

function atLeast(least: number, numbers: Float32Array): Float32Array {
  const found = new Float32Array(numbers.length);
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! >= least) found[count++] = numbers[i]!;
  return found.subarray(0, count);
}
