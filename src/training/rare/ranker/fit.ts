import { solveSymmetric } from './solve.ts';

/** One case to learn from: the value of every potential for every diagnosis, and which diagnosis is right. */
export interface FitCase {
  /** potentials × diagnoses, potential by potential. */
  readonly values: Float32Array;
  /** Part of the score that is not fitted, one number per diagnosis. */
  readonly offset: Float32Array;
  readonly right: number;
  /** How much the case counts. */
  readonly weight: number;
}

export interface FitOptions {
  /** Strength of the pull towards 0, on standardised potentials. */
  readonly ridge: number;
  /** Potentials whose weight may not become negative. */
  readonly nonNegative: readonly boolean[];
  readonly onStep?: (step: number, loss: number) => void;
}

const maxSteps = 20;
const smallestGain = 1e-4;
/** Diagnoses less probable than this add nothing visible to the curvature. */
const negligible = 2e-5;

/**
 * Weights of the potentials by maximum likelihood of the right diagnosis among all of them (a conditional logit), with
 * Newton steps damped after Levenberg. The problem is convex, so the answer does not depend on where it starts.
 */
export function fitWeights(cases: readonly FitCase[], { ridge, nonNegative, onStep }: FitOptions): Float64Array {
  const size = nonNegative.length;
  const unit = standardDeviations(cases, size);
  let weights: Float64Array = new Float64Array(size);
  let here = evaluate(cases, weights, unit, ridge);
  let damping = 50;
  for (let step = 1; step <= maxSteps; step++) {
    onStep?.(step, here.loss);
    const move = solveSymmetric(
      here.curvature.map((value, at) => (at % (size + 1) === 0 ? value + damping : value)),
      here.gradient,
    );
    const next = weights.map((weight, i) => (nonNegative[i] ? Math.max(0, weight + move[i]!) : weight + move[i]!));
    const there = evaluate(cases, next, unit, ridge);
    if (there.loss >= here.loss) {
      damping *= 8;
      continue;
    }
    const gain = here.loss - there.loss;
    [weights, here, damping] = [next, there, Math.max(0.01, damping / 5)];
    if (gain < smallestGain) break;
  }
  return weights.map((weight, i) => weight / unit[i]!);
}

/** Mean loss per unit of case weight; gradient of the log likelihood and its negative curvature. */
function evaluate(cases: readonly FitCase[], weights: Float64Array, unit: Float64Array, ridge: number) {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  let loss = 0;
  let total = 0;
  for (const { values, offset, right, weight } of cases) {
    const count = offset.length;
    const probabilities = Float64Array.from(offset);
    for (let i = 0; i < size; i++) {
      const factor = weights[i]! / unit[i]!;
      for (let d = 0; d < count; d++) probabilities[d]! += factor * values[i * count + d]!;
    }
    loss -= weight * toProbabilities(probabilities, right);
    total += weight;
    const mean = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      for (let d = 0; d < count; d++) mean[i]! += probabilities[d]! * values[i * count + d]!;
      mean[i]! /= unit[i]!;
      gradient[i]! += weight * (values[i * count + right]! / unit[i]! - mean[i]!);
    }
    for (let d = 0; d < count; d++) {
      if (probabilities[d]! < negligible) continue;
      const deviation = mean.map((centre, i) => values[i * count + d]! / unit[i]! - centre);
      const mass = weight * probabilities[d]!;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) curvature[i * size + j]! += mass * deviation[i]! * deviation[j]!;
      }
    }
  }
  for (let i = 0; i < size; i++) {
    loss += 0.5 * ridge * weights[i]! ** 2;
    gradient[i]! -= ridge * weights[i]!;
    curvature[i * size + i]! += ridge;
  }
  return { loss: loss / total, gradient, curvature };
}

/** Turns scores into probabilities in place; the result is the log probability of the right one. */
function toProbabilities(scores: Float64Array, right: number): number {
  const highest = scores.reduce((a, b) => Math.max(a, b));
  const own = scores[right]! - highest;
  let total = 0;
  for (let d = 0; d < scores.length; d++) {
    scores[d] = Math.exp(scores[d]! - highest);
    total += scores[d]!;
  }
  for (let d = 0; d < scores.length; d++) scores[d]! /= total;
  return own - Math.log(total);
}

function standardDeviations(cases: readonly FitCase[], size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    let [sum, squares, count] = [0, 0, 0];
    for (const { values, offset } of cases) {
      for (const value of values.subarray(i * offset.length, (i + 1) * offset.length)) {
        sum += value;
        squares += value * value;
        count += 1;
      }
    }
    return Math.sqrt(squares / count - (sum / count) ** 2) || 1;
  });
}
