/** Entropy of a yes-or-no question with this probability of yes, in nats. */
export function binaryEntropy(probability: number): number {
  const of = (p: number) => (p > 0 ? -p * Math.log(p) : 0);
  return of(probability) + of(1 - probability);
}

/** A distribution over diagnoses, kept as the scores that it comes from: ln p = score / temperature − logTotal. */
export interface Softmax {
  readonly scores: Float32Array;
  readonly temperature: number;
  readonly logTotal: number;
}

/** Terms this far below the largest, in nats, do not change a sum: ten thousand of them make 1e-7. */
const negligible = -25;

/** The distribution that `calibrate` gives, without writing it out. */
export function softmaxOf(scores: Float32Array, temperature: number): Softmax {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let total = 0;
  for (const score of scores) {
    const logRatio = (score - highest) / temperature;
    if (logRatio > negligible) total += Math.exp(logRatio);
  }
  return { scores, temperature, logTotal: highest / temperature + Math.log(total) };
}

export function logProbability({ scores, temperature, logTotal }: Softmax, diagnosis: number): number {
  return scores[diagnosis]! / temperature - logTotal;
}

export function probabilityIn(distribution: Softmax, diagnosis: number): number {
  return Math.exp(logProbability(distribution, diagnosis));
}

/** Kullback-Leibler divergence of `after` from `before`, in nats: what is learnt by going from one to the other. */
export function divergence(after: Softmax, before: Softmax): number {
  let sum = 0;
  for (let diagnosis = 0; diagnosis < after.scores.length; diagnosis++) {
    const logP = logProbability(after, diagnosis);
    if (logP > negligible) sum += Math.exp(logP) * (logP - logProbability(before, diagnosis));
  }
  return Math.max(0, sum);
}
