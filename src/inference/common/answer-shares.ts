import type { Answers } from '../../registry/common-package.ts';

/**
 * How patients of each diagnosis answer, from 0 to 1: tables of K columns, one per diagnosis. Follow-ups are shares of the
 * patients whose parent evidence is present, values of those whose evidence is present.
 */
export interface AnswerShares {
  /** K: share of all patients. */
  readonly prior: Float32Array;
  /** E × K. */
  readonly present: Float32Array;
  /** V × K; of a categorical evidence they sum to about 1, of a multiple one each stands alone. */
  readonly values: Float32Array;
  /** Share by age band, bands × K. */
  readonly ages: Float32Array;
  /** K. */
  readonly female: Float32Array;
}

/** The tables of a package. */
export function answerSharesOf({ prior, present, values, ages, female }: Answers): AnswerShares {
  const table = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
  return {
    prior: Float32Array.from(prior),
    present: table(present),
    values: table(values),
    ages: table(ages),
    female: Float32Array.from(female),
  };
}
