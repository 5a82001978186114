import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { AnswerShares } from '../../../inference/common/answer-shares.ts';
import type { LikelihoodWeights } from '../../../inference/common/weights.ts';

/** Shares of evidence that a listed record may have left out, next to nothing to four fifths; equally likely before it is seen. */
export const hiddenShares = [0.003, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;

/**
 * The tables as weights of the input columns, so that the likelihood of a record is a sum over its columns.
 *
 * Of an evidence that a listed record does not mention we know that it is absent, or present and left out: its
 * probability is 1 − p (1 − h) with the share h left out. A follow-up is asked of nobody whose parent evidence is absent:
 * such a family is silent as a whole, with the probability 1 − p (1 − h^members). h is the same for the whole record and
 * not known, so the record's likelihood is the mean over h.
 */
export function likelihoodWeights(shares: AnswerShares, vocabulary: EvidenceVocabulary): LikelihoodWeights {
  return {
    prior: shares.prior.map(Math.log),
    evidence: evidenceWeights(shares, vocabulary),
    ...silenceWeights(shares, vocabulary),
  };
}

function evidenceWeights(shares: AnswerShares, { evidences, columns }: EvidenceVocabulary): Float32Array {
  const k = shares.prior.length;
  const weights = new Float64Array(columns.width * k);
  for (let diagnosis = 0; diagnosis < k; diagnosis++) {
    const share = (table: Float32Array, row: number) => table[row * k + diagnosis]!;
    const set = (column: number, weight: number) => {
      weights[column * k + diagnosis] = weight;
    };
    evidences.forEach(({ kind, values, firstValue }, place) => {
      const p = share(shares.present, place);
      const each = values.map((_, at) => share(shares.values, firstValue + at - columns.values));
      const others = kind === 'multi' ? each.reduce((sum, q) => sum + Math.log1p(-q), 0) : 0;
      set(place, Math.log(p) + others);
      set(columns.absent + place, Math.log1p(-p));
      each.forEach((q, at) => {
        set(firstValue + at, Math.log(q) - (kind === 'multi' ? Math.log1p(-q) : 0));
      });
    });
    // A column per edge that the age has passed: each replaces the band below by its own.
    for (let band = 0, below = 0; columns.age + band < columns.sex; band++) {
      const own = Math.log(share(shares.ages, band));
      set(columns.age + band, own - below);
      below = own;
    }
    set(columns.sex, Math.log(shares.female[diagnosis]!));
    set(columns.sex + 1, Math.log1p(-shares.female[diagnosis]!));
  }
  return centred(weights, shares.prior);
}

/** What a column adds to every diagnosis alike says nothing; without it weights are small, exact, and readable as for or against. */
function centred(weights: Float64Array, prior: Float32Array): Float32Array {
  const k = prior.length;
  const result = new Float32Array(weights.length);
  for (let start = 0; start < weights.length; start += k) {
    let mean = 0;
    for (let d = 0; d < k; d++) mean += prior[d]! * weights[start + d]!;
    for (let d = 0; d < k; d++) result[start + d] = weights[start + d]! - mean;
  }
  return result;
}

function silenceWeights(
  shares: AnswerShares,
  vocabulary: EvidenceVocabulary,
): Pick<LikelihoodWeights, 'silence' | 'spoken'> {
  const { evidences, followUps, columns } = vocabulary;
  const k = shares.prior.length;
  const width = hiddenShares.length * k;
  const silence = new Float32Array(width);
  const spoken = new Float32Array(2 * evidences.length * width);
  hiddenShares.forEach((hidden, at) => {
    for (let diagnosis = 0; diagnosis < k; diagnosis++) {
      const cell = at * k + diagnosis;
      const silentAbout = (place: number, members: number) =>
        Math.log1p(-shares.present[place * k + diagnosis]! * (1 - hidden ** members));
      evidences.forEach(({ parent }, place) => {
        const below = followUps.get(place) ?? [];
        const own = silentAbout(place, parent === undefined ? 1 + below.length : 1);
        if (parent === undefined) silence[cell]! += own;
        // With its parent present, a follow-up that is not mentioned speaks for itself.
        const opened = below.reduce((sum, child) => sum + silentAbout(child, 1), 0);
        spoken[place * width + cell] = Math.log(1 - hidden) - own + opened;
        spoken[(columns.absent + place) * width + cell] = -own;
      });
      silence[cell]! -= Math.log(hiddenShares.length);
    }
  });
  return { silence, spoken };
}
