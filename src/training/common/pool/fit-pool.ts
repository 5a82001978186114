import { normalise } from '../../../inference/common/reference-scorer.ts';
import type { PoolWeights } from '../../../inference/common/weights.ts';

/** A row that neither family learned from: ln of their probabilities, and the right diagnosis. */
export interface PoolRow {
  readonly likelihood: Float64Array;
  readonly network: Float64Array;
  readonly diagnosis: number;
}

const rounds = 12;
/** Keeps the step finite where a family says nothing that the other does not. */
const ridge = 1e-6;

/**
 * The exponents of a logarithmic opinion pool (Genest & Zidek 1986) by maximum likelihood, with Newton's method: the pool
 * is a log-linear model of two features, so the optimum is the only one. Their sum acts as an inverse temperature.
 */
export function fitPool(rows: readonly PoolRow[]): PoolWeights {
  let weights: PoolWeights = { likelihood: 1, network: 1 };
  for (let round = 0; round < rounds; round++) {
    const { slope, curvature } = derivatives(rows, weights);
    const [a, b, c] = [curvature[0] + ridge, curvature[1], curvature[2] + ridge];
    const determinant = a * c - b * b;
    weights = {
      likelihood: Math.max(0, weights.likelihood + (c * slope[0] - b * slope[1]) / determinant),
      network: Math.max(0, weights.network + (a * slope[1] - b * slope[0]) / determinant),
    };
  }
  return weights;
}

/** Mean slope of the log-likelihood by the two exponents, and its curvature turned positive. */
function derivatives(rows: readonly PoolRow[], weights: PoolWeights) {
  const slope: [number, number] = [0, 0];
  const curvature: [number, number, number] = [0, 0, 0];
  for (const { likelihood, network, diagnosis } of rows) {
    const scores = normalise(
      likelihood.map((value, at) => weights.likelihood * value + weights.network * network[at]!),
    );
    const [mean, square] = [[0, 0] as [number, number], [0, 0, 0] as [number, number, number]];
    for (let at = 0; at < scores.length; at++) {
      const p = Math.exp(scores[at]!);
      const [x, y] = [likelihood[at]!, network[at]!];
      mean[0] += p * x;
      mean[1] += p * y;
      square[0] += p * x * x;
      square[1] += p * x * y;
      square[2] += p * y * y;
    }
    slope[0] += (likelihood[diagnosis]! - mean[0]) / rows.length;
    slope[1] += (network[diagnosis]! - mean[1]) / rows.length;
    curvature[0] += (square[0] - mean[0] * mean[0]) / rows.length;
    curvature[1] += (square[1] - mean[0] * mean[1]) / rows.length;
    curvature[2] += (square[2] - mean[1] * mean[1]) / rows.length;
  }
  return { slope, curvature };
}
