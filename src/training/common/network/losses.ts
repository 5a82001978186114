import type { LossSlopes } from './train-network.ts';

/** A diagnosis to be named, and what is known without the network. */
export interface DiagnosisTarget {
  readonly diagnosis: number;
  /** Scores that the outputs are added to, in nats: the network learns what they lack. */
  readonly base: Float64Array;
}

/** Cross-entropy of one diagnosis, by softmax. @param classWeights how much a patient of each diagnosis counts */
export function diagnosisLoss(classWeights: readonly number[]): LossSlopes<DiagnosisTarget> {
  return (outputs, { diagnosis, base }) => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < outputs.length; at++) {
      outputs[at]! += base[at]!;
      if (outputs[at]! > highest) highest = outputs[at]!;
    }
    let total = 0;
    for (const output of outputs) total += Math.exp(output - highest);
    const weight = classWeights[diagnosis]!;
    for (let at = 0; at < outputs.length; at++) outputs[at] = (weight * Math.exp(outputs[at]! - highest)) / total;
    outputs[diagnosis]! -= weight;
  };
}

/** Sum of the cross-entropies of many yes-or-no outputs, by sigmoids; the target lists the outputs that should say yes. */
export const membershipLoss: LossSlopes<readonly number[]> = (outputs, members) => {
  for (let at = 0; at < outputs.length; at++) outputs[at] = 1 / (1 + Math.exp(-outputs[at]!));
  for (const member of members) outputs[member]! -= 1;
};
