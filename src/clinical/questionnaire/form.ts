import { isObject, type JsonObject, listOf, numberOf, objectOf, stringOf } from '../../fhir/json.ts';

/** How a question is answered, in the words of Questionnaire.item.type (http://hl7.org/fhir/R4/valueset-item-type.html). */
export type AnswerType = 'boolean' | 'integer' | 'choice' | 'open-choice';

/** The question is asked when another one was answered so. */
export interface Condition {
  readonly question: string;
  readonly answer: boolean;
}

/** One question of a form. */
export interface Question {
  readonly linkId: string;
  readonly text: string;
  readonly type: AnswerType;
  /** May be left out of a completed response only when this is false, or the question is not asked. */
  readonly required: boolean;
  readonly repeats: boolean;
  /** All must hold for the question to be asked. */
  readonly enableWhen: readonly Condition[];
  /** Of choices: code → display. */
  readonly options: ReadonlyMap<string, string>;
  /** Code system of the options. */
  readonly optionSystem?: string;
  /** Of numbers: the least and the greatest. */
  readonly range?: readonly [least: number, greatest: number];
}

/** A Questionnaire, as far as its responses are read by it. */
export interface Form {
  /** Canonical URL, without version. */
  readonly url: string;
  readonly questions: ReadonlyMap<string, Question>;
  /** linkIds of the groups, which have no answer of their own. */
  readonly groups: ReadonlySet<string>;
}

const answerTypes: ReadonlySet<string> = new Set<AnswerType>(['boolean', 'integer', 'choice', 'open-choice']);

/**
 * The questions of a Questionnaire (http://hl7.org/fhir/R4/questionnaire.html), groups dissolved. Understands the part of
 * R4 that our own form uses; throws for a question of any other kind, so that none is asked and then not read.
 */
export function readForm(questionnaire: JsonObject): Form {
  const questions = new Map<string, Question>();
  const groups = new Set<string>();
  const readItems = (items: unknown): void => {
    for (const item of listOf(items).filter(isObject)) {
      const linkId = stringOf(item.linkId);
      if (linkId === undefined) throw new Error('an item has no linkId');
      if (item.type === 'group') groups.add(linkId);
      else questions.set(linkId, readQuestion(linkId, item));
      readItems(item.item);
    }
  };
  readItems(questionnaire.item);
  return { url: stringOf(questionnaire.url) ?? '', questions, groups };
}

function readQuestion(linkId: string, item: JsonObject): Question {
  const { type } = item;
  if (!isAnswerType(type)) throw new Error(`${linkId} is of a type that is not read`);
  const codings = listOf(item.answerOption).map((option) => objectOf(objectOf(option).valueCoding));
  const system = stringOf(codings[0]?.system);
  const range = rangeOf(item.extension);
  return {
    linkId,
    text: stringOf(item.text) ?? linkId,
    type,
    required: item.required === true,
    repeats: item.repeats === true,
    enableWhen: listOf(item.enableWhen).map((condition) => readCondition(linkId, objectOf(condition))),
    options: new Map(codings.map(({ code, display }) => [stringOf(code) ?? '', stringOf(display) ?? ''])),
    ...(system !== undefined && { optionSystem: system }),
    ...(range && { range }),
  };
}

const isAnswerType = (type: unknown): type is AnswerType => typeof type === 'string' && answerTypes.has(type);

function readCondition(linkId: string, { question, operator, answerBoolean }: JsonObject): Condition {
  if (typeof question !== 'string' || operator !== '=' || typeof answerBoolean !== 'boolean')
    throw new Error(`${linkId} is enabled by something that is not read`);
  return { question, answer: answerBoolean };
}

function rangeOf(extensions: unknown): Question['range'] {
  const bound = (name: string) =>
    numberOf(
      listOf(extensions)
        .map(objectOf)
        .find(({ url }) => url === `http://hl7.org/fhir/StructureDefinition/${name}`)?.valueInteger,
    );
  const [least, greatest] = [bound('minValue'), bound('maxValue')];
  return least === undefined || greatest === undefined ? undefined : [least, greatest];
}
