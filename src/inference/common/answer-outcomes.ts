import type { Evidence, EvidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import type { AnswerShares } from './answer-shares.ts';

/** The answers that one question may get, and how likely each is under each diagnosis. */
export interface AnswerOutcomes {
  /** O × K; the last outcome is "no". The columns sum to 1. */
  readonly shares: Float64Array;
  /** K: Σ p ln p over the outcomes. */
  readonly negativeEntropy: Float64Array;
}

/**
 * The outcomes of every question, in the order of the vocabulary. To a question with values the outcomes are its values
 * one by one: of a multiple answer the other values are left out of the account, so its information is not overrated.
 */
export function answerOutcomes(shares: AnswerShares, vocabulary: EvidenceVocabulary): readonly AnswerOutcomes[] {
  return vocabulary.evidences.map((evidence, place) => outcomesOf(evidence, place, shares, vocabulary));
}

function outcomesOf(
  { values, firstValue }: Evidence,
  place: number,
  shares: AnswerShares,
  { columns }: EvidenceVocabulary,
): AnswerOutcomes {
  const k = shares.prior.length;
  const count = Math.max(1, values.length) + 1;
  const table = new Float64Array(count * k);
  const negativeEntropy = new Float64Array(k);
  for (let diagnosis = 0; diagnosis < k; diagnosis++) {
    const yes = shares.present[place * k + diagnosis]!;
    const share = (value: number) => shares.values[(firstValue + value - columns.values) * k + diagnosis]!;
    const each = values.length === 0 ? [1] : values.map((_, value) => share(value));
    const total = each.reduce((sum, one) => sum + one, 0);
    [...each.map((one) => (yes * one) / total), 1 - yes].forEach((p, outcome) => {
      table[outcome * k + diagnosis] = p;
      if (p > 0) negativeEntropy[diagnosis]! += p * Math.log(p);
    });
  }
  return { shares: table, negativeEntropy };
}

/**
 * How much the answer is expected to tell of the diagnosis: their mutual information, in nats.
 * @param posterior K probabilities
 */
export function expectedInformation({ shares, negativeEntropy }: AnswerOutcomes, posterior: Float64Array): number {
  const k = posterior.length;
  let information = 0;
  for (let diagnosis = 0; diagnosis < k; diagnosis++)
    information += posterior[diagnosis]! * negativeEntropy[diagnosis]!;
  for (let start = 0; start < shares.length; start += k) {
    let p = 0;
    for (let diagnosis = 0; diagnosis < k; diagnosis++) p += posterior[diagnosis]! * shares[start + diagnosis]!;
    if (p > 0) information -= p * Math.log(p);
  }
  return Math.max(0, information);
}
