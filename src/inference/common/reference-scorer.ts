import type { CommonWeights, NetworkWeights } from './weights.ts';

/** What both families and their pool say of one row. K numbers each. */
export interface CommonScores {
  /** ln of the probability of each diagnosis by the likelihood family; what the network adds, but for a constant. */
  readonly likelihood: Float64Array;
  readonly network: Float64Array;
  /** Probability that each diagnosis belongs to the differential. */
  readonly differential: Float64Array;
}

/** The graph in plain arithmetic, in double precision: training measures with it, and a test ties it to the graph. */
export function scoreFamilies(columns: Int32Array, weights: CommonWeights): CommonScores {
  return {
    likelihood: likelihoodScores(columns, weights),
    network: normalise(networkOutputs(columns, weights.network)),
    differential: networkOutputs(columns, weights.differential).map((logit) => 1 / (1 + Math.exp(-logit))),
  };
}

/** What the first family needs. */
export type LikelihoodFamily = Pick<CommonWeights, 'likelihood' | 'diagnoses' | 'width' | 'evidences'>;

/** ln of the probability of each diagnosis by the likelihood family alone. */
export function likelihoodScores(
  columns: Int32Array,
  { likelihood, diagnoses, width, evidences }: LikelihoodFamily,
): Float64Array {
  const { prior, evidence, silence, spoken } = likelihood;
  const scores = Float64Array.from(prior);
  for (const column of columns) add(scores, evidence, column * diagnoses);
  if (columns.at(-1) === width - 1) {
    const terms = Float64Array.from(silence);
    for (const column of columns) if (column < 2 * evidences) add(terms, spoken, column * terms.length);
    for (let diagnosis = 0; diagnosis < diagnoses; diagnosis++) {
      let highest = Number.NEGATIVE_INFINITY;
      for (let at = diagnosis; at < terms.length; at += diagnoses) highest = Math.max(highest, terms[at]!);
      let sum = 0;
      for (let at = diagnosis; at < terms.length; at += diagnoses) sum += Math.exp(terms[at]! - highest);
      scores[diagnosis]! += highest + Math.log(sum);
    }
  }
  return normalise(scores);
}

function networkOutputs(columns: Int32Array, { input, inputBias, output, outputBias }: NetworkWeights): Float64Array {
  const hidden = Float64Array.from(inputBias);
  for (const column of columns) add(hidden, input, column * hidden.length);
  const outputs = Float64Array.from(outputBias);
  for (let unit = 0; unit < hidden.length; unit++) {
    const activity = hidden[unit]!;
    if (activity <= 0) continue;
    const start = unit * outputs.length;
    for (let at = 0; at < outputs.length; at++) outputs[at]! += activity * output[start + at]!;
  }
  return outputs;
}

/** Scores of the logarithmic opinion pool: ln of the probabilities, each family to the power of its weight. */
export function pooledScores({ likelihood, network }: CommonScores, columns: Int32Array, weights: CommonWeights) {
  const pool = columns.at(-1) === weights.width - 1 ? weights.pool.listed : weights.pool.answered;
  return normalise(likelihood.map((value, at) => pool.likelihood * value + pool.network * network[at]!));
}

/** Shifts scores so that their exponentials sum to 1, in place. */
export function normalise(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let total = 0;
  for (const score of scores) total += Math.exp(score - highest);
  const logTotal = highest + Math.log(total);
  for (let at = 0; at < scores.length; at++) scores[at]! -= logTotal;
  return scores;
}

function add(total: Float64Array, matrix: Float32Array, start: number): void {
  for (let at = 0; at < total.length; at++) total[at]! += matrix[start + at]!;
}
