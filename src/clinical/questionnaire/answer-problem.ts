import type { Misfit } from './given-answer.ts';

/** What can be wrong with an item of a response, as a clause after its name. */
const clauses = {
  unknown: 'is not in the questionnaire',
  group: 'is a group, which takes no answer',
  type: 'has an answer of another type than its question takes',
  option: 'has an answer that its question does not offer',
  range: 'has a number outside the range of its question',
  repeated: 'has several answers to a question that takes one',
  disabled: 'answers a question that is not asked, because of the answer to the one that it follows',
  required: 'is required and has no answer',
} as const satisfies Readonly<Record<Misfit, string>> & Readonly<Record<string, string>>;

/** Something wrong with one item of a response. Never holds what was answered. */
export interface AnswerProblem {
  readonly code: keyof typeof clauses;
  /** One clause, e.g. `E_56 has a number outside the range of its question`. */
  readonly text: string;
  /** e.g. `QuestionnaireResponse.item.where(linkId='E_56')`. */
  readonly expression: string;
}

/** Only what looks like an id is repeated: anything else may be words about the patient. */
const plainId = /^[\w.-]{1,64}$/;

/** The item by its linkId; by its place when the linkId is no plain id. */
export const expressionOf = (linkId: string, path = 'QuestionnaireResponse.item') =>
  plainId.test(linkId) ? `QuestionnaireResponse.item.where(linkId='${linkId}')` : `${path}.linkId`;

export function problemOf(code: AnswerProblem['code'], linkId: string, path?: string): AnswerProblem {
  const name = plainId.test(linkId) ? linkId : (path ?? 'An item');
  return { code, text: `${name} ${clauses[code]}`, expression: expressionOf(linkId, path) };
}
