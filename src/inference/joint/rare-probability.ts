import { type PrevalenceClass, prevalenceClasses, unknownPrevalence } from '../../terminology/prevalence.ts';

/** What the triage score supposes: a share of people with a rare disease, each disease as frequent as any other. */
export interface SupposedPrior {
  /** Probability that some rare disease explains the findings, 0 to 1. */
  readonly probability: number;
  /** Share of patients with a rare disease that it supposes, 0 to 1. */
  readonly prior: number;
}

/**
 * The probability that a rare disease explains the findings when each disease weighs as much as it is frequent. Bayes'
 * rule moves the prior: under equal frequencies disease i has the prior `prior / N`, by its class `π_i`, so its odds
 * against everything that is not rare are multiplied by `π_i / (prior / N) × (1 − prior) / (1 − Σπ)`.
 * @param shares calibrated probability of each disease supposing that one of them is the cause; they sum to 1
 * @param prevalence `π_i`, in the order of `shares`: from `prevalencesOf`
 */
export function rareProbability(
  { probability, prior }: SupposedPrior,
  shares: Float32Array,
  prevalence: Float64Array,
): number {
  const equal = prior / shares.length;
  let frequency = 0;
  let total = 0;
  for (let i = 0; i < shares.length; i++) {
    frequency += shares[i]! * (prevalence[i]! / equal);
    total += prevalence[i]!;
  }
  const odds = probability * frequency * ((1 - prior) / (1 - Math.min(total, 0.99)));
  return odds / (odds + (1 - probability));
}

/** Share of people with each disease, in the order of the classes; a disease that nobody counted has the commonest class. */
export function prevalencesOf(classes: readonly (PrevalenceClass | undefined)[]): Float64Array {
  return Float64Array.from(classes, (known) => prevalenceClasses[known ?? unknownPrevalence]);
}
