import type { CommonWeights, NetworkWeights } from './weights.ts';

/** How the active columns of a row move the score of one diagnosis. */
export interface ColumnContributions {
  /** Score without any evidence: age, sex and everything else unknown, nothing listed. */
  readonly prior: number;
  /** By column, in the order of the row, in nats; `prior` + their sum = `score`. */
  readonly weights: Float64Array;
  /** The diagnosis against the average one: Σ over families of exponent × (its score − the prior-weighted mean score). */
  readonly score: number;
}

/**
 * Exact contributions to the pooled score of a diagnosis, for a record that says what is unknown (not a listed one). The
 * reference is a record in which everything is unknown, so what is not known contributes nothing.
 *
 * The likelihood is a sum over columns. In the network each hidden unit is a rectified sum, and its contributions are the
 * Aumann-Shapley values (Aumann & Shapley 1974; integrated gradients of Sundararajan et al. 2017): along the straight line
 * from the reference to the row a unit is active over one stretch, whose length is known in closed form. So nothing is
 * sampled, and the contributions add up to the score.
 *
 * A score common to all diagnoses means nothing; the prior-weighted mean over them is taken out.
 */
export function columnContributions(
  columns: Int32Array,
  diagnosis: number,
  weights: CommonWeights,
): ColumnContributions {
  const { likelihood, network, diagnoses, pool } = weights;
  if (columns.at(-1) === weights.width - 1) throw new RangeError('a listed record has no unknown to compare with');
  const contrast = contrastOf(diagnosis, likelihood.prior);
  const against = (table: Float32Array, row: number) => {
    let sum = 0;
    for (let at = 0; at < diagnoses; at++) sum += contrast[at]! * table[row * diagnoses + at]!;
    return sum;
  };
  const result = Float64Array.from(
    columns,
    (column) => pool.answered.likelihood * against(likelihood.evidence, column),
  );
  const part = networkContributions(columns, network, (unit) => pool.answered.network * against(network.output, unit));
  for (let at = 0; at < result.length; at++) result[at]! += part.weights[at]!;
  const prior =
    pool.answered.likelihood * against(likelihood.prior, 0) +
    pool.answered.network * against(network.outputBias, 0) +
    part.reference;
  return { prior, weights: result, score: result.reduce((sum, weight) => sum + weight, prior) };
}

/** 1 for the diagnosis, less the shares of all diagnoses: what it is multiplied with sums up to "more than the average". */
function contrastOf(diagnosis: number, logPrior: Float32Array): Float64Array {
  const contrast = Float64Array.from(logPrior, (value) => -Math.exp(value));
  const total = contrast.reduce((sum, value) => sum - value, 0);
  for (let at = 0; at < contrast.length; at++) contrast[at]! /= total;
  contrast[diagnosis]! += 1;
  return contrast;
}

function networkContributions(
  columns: Int32Array,
  { input, inputBias }: NetworkWeights,
  outputOf: (unit: number) => number,
): { readonly reference: number; readonly weights: Float64Array } {
  const hidden = inputBias.length;
  const weights = new Float64Array(columns.length);
  let reference = 0;
  for (let unit = 0; unit < hidden; unit++) {
    const start = inputBias[unit]!;
    let end = start;
    for (const column of columns) end += input[column * hidden + unit]!;
    const active = activeShare(start, end);
    if (active === 0 && start <= 0) continue;
    const output = outputOf(unit);
    reference += output * Math.max(0, start);
    for (let at = 0; at < columns.length; at++) weights[at]! += output * active * input[columns[at]! * hidden + unit]!;
  }
  return { reference, weights };
}

/** Share of the way from one sum to another over which it is positive. */
function activeShare(start: number, end: number): number {
  if (start > 0 && end > 0) return 1;
  if (start <= 0 && end <= 0) return 0;
  return Math.max(start, end) / Math.abs(end - start);
}
