import { bodySites } from './questions/body-sites.ts';
import { questionGroups } from './questions/groups.ts';
import { otherValues } from './questions/other-values.ts';

/** Evidence id → its question in Spanish, for all 223 evidences of DDXPlus. */
export const questionsEs: Readonly<Record<string, string>> = Object.fromEntries(
  questionGroups.flatMap(({ questions }) => questions.map(({ evidence, es }) => [evidence, es])),
);

/** Value id → its words in Spanish. A value means the same in every evidence that has it. */
export const valuesEs: Readonly<Record<string, string>> = Object.fromEntries(
  [...bodySites, ...otherValues].map(({ value, es }) => [value, es]),
);
