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

/** By how much the head reaches further down each time. */
const headSpan = 10;
/** Above the rounding of a sum of all probabilities, whatever its order. */
const rounding = 1e-6;

function conformalSize(probabilities: Float32Array, threshold: number): number {
  // Nearly all of the list lies far below its head, so only the head is sorted, once it holds enough.
  for (let least = highestOf(probabilities) / headSpan; least > 0; least /= headSpan) {
    const { head, mass } = atLeast(least, probabilities);
    const isAll = head.length === probabilities.length;
    if (mass < threshold - rounding && !isAll) continue;
    head.sort();
    let sum = 0;
    for (let size = 1; size <= head.length; size++) {
      sum += head[head.length - size]!;
      if (sum >= threshold) return size;
    }
    if (isAll) break;
  }
  return Math.max(1, probabilities.length);
}

function atLeast(least: number, numbers: Float32Array): { readonly head: Float32Array; readonly mass: number } {
  const found = new Float32Array(numbers.length);
  let count = 0;
  let mass = 0;
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (number < least) continue;
    found[count++] = number;
    mass += number;
  }
  return { head: found.subarray(0, count), mass };
}
