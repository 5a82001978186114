import type { AnswerShares } from '../../../inference/common/answer-shares.ts';
import type { Answers } from '../../../registry/common-package.ts';

/** `answers.json`: the tables row by row, to four significant digits. */
export function answersFile({ prior, present, values, ages, female }: AnswerShares): Answers {
  const rows = (table: Float32Array) =>
    Array.from({ length: table.length / prior.length }, (_, row) =>
      shortened(table.subarray(row * prior.length, (row + 1) * prior.length)),
    );
  return {
    prior: shortened(prior),
    female: shortened(female),
    ages: rows(ages),
    present: rows(present),
    values: rows(values),
  };
}

function shortened(row: Float32Array): number[] {
  return Array.from(row, (share) => Number(share.toPrecision(4)));
}
