/**
 * What was answered: linkId → values as `QuestionnaireResponse.item.answer` has them, e.g. `[{valueBoolean: true}]`.
 * A question without an entry was not asked, which says neither yes nor no.
 * @typedef {Map<string, object[]>} Answers
 * @typedef {{age?: number, unit: 'years' | 'months', sex?: 'female' | 'male'}} Person
 */

/** Groups that are not for everybody. The form cannot say so: it does not know the patient. */
const groupsOfOthers = { male: ['gynaecology'], female: [] };

/** Whether the group is for this person; where the sex is not known, every group is. */
export const isFor = ({ sex }, group) => !groupsOfOthers[sex]?.includes(group);

/**
 * Whether a question is to be asked: its group is for this person, and what it follows up was answered so and was itself
 * asked (FHIR R4 §Questionnaire.item.enableWhen).
 */
export function isAsked(question, { form, answers, person }) {
  if (!isFor(person, question.group)) return false;
  return question.when.every(({ question: linkId, answer }) => {
    const followed = form.questions.get(linkId);
    return (
      followed !== undefined &&
      isAsked(followed, { form, answers, person }) &&
      (answers.get(linkId) ?? []).some(({ valueBoolean }) => valueBoolean === answer)
    );
  });
}

/** The questions that have an answer and are asked: the others keep theirs for when they are asked again. */
export const answeredOf = (questions, state) =>
  questions.filter((question) => state.answers.has(question.linkId) && isAsked(question, state));

/** The Bundle for `$differential`: a Patient without a name, and what was answered. `now` dates both. */
export function bundleOf(state, now) {
  const patient = patientOf(state.person, now);
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: patient }, { resource: responseOf(state, `Patient/${patient.id}`, now) }],
  };
}

/** http://hl7.org/fhir/R4/questionnaireresponse.html: items in the order and the groups of their Questionnaire. */
function responseOf(state, subject, now) {
  const { form, answers } = state;
  const items = (questions) =>
    answeredOf(questions, state).map(({ linkId }) => ({ linkId, answer: answers.get(linkId) }));
  const groups = form.groups
    .map(({ linkId, questions }) => ({ linkId, item: items(questions) }))
    .filter(({ item }) => item.length > 0);
  const item = [...items(form.first), ...groups];
  return {
    resourceType: 'QuestionnaireResponse',
    id: 'symptoms',
    questionnaire: form.canonical,
    status: 'completed',
    subject: { reference: subject },
    authored: `${now.toISOString().slice(0, 19)}Z`,
    // FHIR R4 §2.6.2: no empty arrays.
    ...(item.length > 0 ? { item } : {}),
  };
}

function patientOf({ age, unit, sex }, now) {
  return {
    resourceType: 'Patient',
    id: 'asked',
    ...(sex ? { gender: sex } : {}),
    ...(age === undefined ? {} : { birthDate: birthDate(age, unit, now) }),
  };
}

/** The latest day on which somebody of this age can have been born; the 29th of February counts as the 28th. */
function birthDate(age, unit, now) {
  const months = unit === 'months' ? age : age * 12;
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + 1, 0));
  const day = Math.min(now.getUTCDate(), month.getUTCDate());
  return `${month.toISOString().slice(0, 8)}${String(day).padStart(2, '0')}`;
}
