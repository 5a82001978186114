import type { Form } from './form.ts';
import type { AnsweredQuestion } from './response.ts';

/** The question whose options are other questions of the form: each says yes to one of them. */
export const chiefComplaint = 'chief-complaint';

/**
 * The answers with those that the chief complaint gives: what somebody comes for is there, without asking again. A
 * question that was answered itself keeps its answer.
 */
export function withComplaints(
  answered: readonly AnsweredQuestion[],
  { questions }: Form,
): readonly AnsweredQuestion[] {
  const direct = new Set(answered.map(({ question }) => question.linkId));
  const complaint = answered.find(({ question }) => question.linkId === chiefComplaint);
  const named = (complaint?.values ?? []).flatMap((value) => (value.kind === 'option' ? [value.code] : []));
  const added = named
    .filter((linkId) => !direct.has(linkId))
    .flatMap((linkId) => questions.get(linkId) ?? [])
    .map((question): AnsweredQuestion => ({ question, values: [{ kind: 'boolean', value: true }] }));
  return [...answered.filter((answer) => answer !== complaint), ...added];
}

/** The complaints in the person's own words. */
export function complaintWords(answered: readonly AnsweredQuestion[]): readonly string[] {
  return answered
    .filter(({ question }) => question.linkId === chiefComplaint)
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === 'words' ? [value.text] : [])));
}
