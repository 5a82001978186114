import type { CommonOutput } from '../../../inference/common/common-inference.ts';
import type { Example } from '../patients/example.ts';

/** What the model made of one patient. */
export interface CommonOutcome {
  readonly example: Example;
  /** Place of the diagnosis that it puts first, and its probability. */
  readonly first: number;
  readonly probability: number;
  /** 1-based; ties count against the model. The number of diagnoses + 1 when it does not know the right one. */
  readonly rank: number;
  /** Probability of all that stands before the right diagnosis; 1 when the model does not know it. */
  readonly massBefore: number;
  /** Recall and precision of the predicted differential against the published one. */
  readonly recall: number;
  readonly precision: number;
}

/** @param cut least probability of a diagnosis of the predicted differential */
export function outcomeOf(example: Example, output: CommonOutput, row: number, k: number, cut: number): CommonOutcome {
  const probabilities = output.probabilities.subarray(row * k, (row + 1) * k);
  let first = 0;
  for (let at = 1; at < k; at++) if (probabilities[at]! > probabilities[first]!) first = at;
  const right = probabilities[example.diagnosis] ?? -1;
  let rank = right < 0 ? k + 1 : 0;
  let massBefore = right < 0 ? 1 : 0;
  probabilities.forEach((p, at) => {
    if (p < right || right < 0) return;
    rank += 1;
    if (at !== example.diagnosis) massBefore += p;
  });
  const predicted = output.differential.subarray(row * k, (row + 1) * k);
  return { example, first, probability: probabilities[first]!, rank, massBefore, ...overlap(predicted, example, cut) };
}

/** A predicted differential is never empty: without any diagnosis above the cut it is the likeliest one. */
function overlap(predicted: Float32Array, { differential }: Example, cut: number) {
  const least = Math.min(cut, Math.max(...predicted));
  const wanted = new Set(differential);
  let [chosen, shared] = [0, 0];
  predicted.forEach((p, at) => {
    if (p < least) return;
    chosen += 1;
    if (wanted.has(at)) shared += 1;
  });
  return { recall: wanted.size === 0 ? 1 : shared / wanted.size, precision: shared / chosen };
}
