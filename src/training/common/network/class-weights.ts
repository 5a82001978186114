import type { NetworkWeights } from '../../../inference/common/weights.ts';
import type { Example } from '../patients/example.ts';

/** 0 would count patients alike, 1 diagnoses. Rare diagnoses get more of the network's attention than of its patients. */
const exponent = 0.1;

/** How much a patient of each diagnosis counts; 1 on average over the patients. */
export function classWeights(examples: readonly Example[], diagnoses: number): readonly number[] {
  const counts = Array.from({ length: diagnoses }, () => 0);
  for (const { diagnosis } of examples) counts[diagnosis]! += 1;
  const raw = counts.map((count) => Math.max(1, count) ** -exponent);
  const mean = counts.reduce((sum, count, at) => sum + count * raw[at]!, 0) / Math.max(1, examples.length);
  return raw.map((weight) => weight / mean);
}

/**
 * The network as if it had seen the patients as they come: what a weight adds to a diagnosis's probability is taken back
 * from its bias (prior correction; King & Zeng 2001).
 */
export function withoutClassWeights(network: NetworkWeights, weights: readonly number[]): NetworkWeights {
  const outputBias = network.outputBias.slice();
  weights.forEach((weight, diagnosis) => {
    outputBias[diagnosis]! -= Math.log(weight);
  });
  return { ...network, outputBias };
}
