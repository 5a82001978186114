import { isObject, type JsonObject, listOf, stringOf } from '../../fhir/json.ts';
import { type AnswerProblem, expressionOf, problemOf } from './answer-problem.ts';
import type { Form, Question } from './form.ts';
import { type AnswerValue, readAnswer } from './given-answer.ts';

/** A question that was asked, and answered as it should be. */
export interface AnsweredQuestion {
  readonly question: Question;
  /** At least one; one only where the question does not repeat. */
  readonly values: readonly AnswerValue[];
}

export interface ResponseRead {
  /** In the order of the form. */
  readonly answered: readonly AnsweredQuestion[];
  readonly problems: readonly AnswerProblem[];
}

type Given = ReadonlyMap<Question, readonly AnswerValue[]>;

/**
 * Whether a QuestionnaireResponse answers this form: by its canonical, of any version; one that names no questionnaire,
 * by asking one of its questions.
 */
export function isResponseTo(form: Form, response: JsonObject): boolean {
  const canonical = stringOf(response.questionnaire);
  if (canonical !== undefined) return canonical.split('|')[0] === form.url;
  return [...itemsOf(response.item, '')].some(({ item }) => form.questions.has(stringOf(item.linkId) ?? ''));
}

/**
 * Reads the items of a QuestionnaireResponse (http://hl7.org/fhir/R4/questionnaireresponse.html) by their linkIds,
 * wherever they are nested: a client may leave out the groups. An item that has a problem is left out.
 */
export function readResponse(response: JsonObject, form: Form): ResponseRead {
  const { given, problems } = readItems(response, form);
  const answered: AnsweredQuestion[] = [];
  const misread = new Set(problems.map(({ expression }) => expression));
  for (const question of form.questions.values()) {
    const values = given.get(question);
    const asked = isAsked(question, given, form);
    if (values && !asked) problems.push(problemOf('disabled', question.linkId));
    else if (values && values.length > 1 && !question.repeats) problems.push(problemOf('repeated', question.linkId));
    else if (values) answered.push({ question, values });
    // Only a response that its author calls complete can lack something.
    else if (
      question.required &&
      asked &&
      response.status === 'completed' &&
      !misread.has(expressionOf(question.linkId))
    )
      problems.push(problemOf('required', question.linkId));
  }
  return { answered, problems };
}

/** What was answered to each question, whether it was asked or not. */
function readItems(response: JsonObject, form: Form): { given: Given; problems: AnswerProblem[] } {
  const given = new Map<Question, AnswerValue[]>();
  const problems: AnswerProblem[] = [];
  for (const { item, path } of itemsOf(response.item, 'QuestionnaireResponse.item')) {
    const linkId = stringOf(item.linkId) ?? '';
    const answers = listOf(item.answer);
    const question = form.questions.get(linkId);
    if (!question) {
      if (!form.groups.has(linkId)) problems.push(problemOf('unknown', linkId, path));
      else if (answers.length > 0) problems.push(problemOf('group', linkId));
      continue;
    }
    const read = answers.map((answer) => readAnswer(answer, question));
    const misfits = new Set(read.filter((value) => typeof value === 'string'));
    for (const misfit of misfits) problems.push(problemOf(misfit, linkId));
    if (misfits.size > 0 || read.length === 0) continue;
    given.set(question, [...(given.get(question) ?? []), ...read.filter((value) => typeof value !== 'string')]);
  }
  return { given, problems };
}

/** FHIR R4 §Questionnaire.item.enableWhen: a condition on a question without an answer does not hold. */
function isAsked(question: Question, given: Given, form: Form): boolean {
  return question.enableWhen.every((condition) => {
    const other = form.questions.get(condition.question);
    const values = other && isAsked(other, given, form) ? given.get(other) : undefined;
    return values?.some((value) => value.kind === 'boolean' && value.value === condition.answer) ?? false;
  });
}

interface ItemRead {
  readonly item: JsonObject;
  /** Its place, e.g. `QuestionnaireResponse.item[0].item[2]`. */
  readonly path: string;
}

/** Every item with what is nested in it: groups nest in `item`, follow-ups in `answer.item`. */
function* itemsOf(items: unknown, path: string): Generator<ItemRead> {
  for (const [index, item] of listOf(items).entries()) {
    if (!isObject(item)) continue;
    const at = `${path}[${index}]`;
    yield { item, path: at };
    yield* itemsOf(item.item, `${at}.item`);
    for (const [position, answer] of listOf(item.answer).entries())
      if (isObject(answer)) yield* itemsOf(answer.item, `${at}.answer[${position}].item`);
  }
}
