/**
 * A Questionnaire as the page shows it, in one language (http://hl7.org/fhir/R4/questionnaire.html). Questions outside of
 * groups come first.
 * @typedef {{system: string, code: string, display: string, text: string}} Option `display` as published, `text` as shown
 * @typedef {{linkId: string, text: string, type: 'boolean' | 'integer' | 'choice' | 'open-choice', repeats: boolean,
 *   options: Option[], range: [number, number], when: {question: string, answer: boolean}[], group?: string,
 *   phrases: string[]}} Question `phrases`: what it can be found by, in both languages
 * @typedef {{canonical: string, first: Question[], groups: {linkId: string, text: string, questions: Question[]}[],
 *   questions: Map<string, Question>}} Form
 * @returns {Form}
 */
export function formIn(questionnaire, language) {
  const items = questionnaire.item ?? [];
  const first = items.filter(({ type }) => type !== 'group').map((item) => questionOf(item, language));
  const groups = items
    .filter(({ type }) => type === 'group')
    .map((item) => ({
      linkId: item.linkId,
      text: wordsOf(item, 'text', language),
      questions: (item.item ?? []).map((one) => questionOf(one, language, item.linkId)),
    }));
  const all = [...first, ...groups.flatMap(({ questions }) => questions)];
  return {
    canonical: [questionnaire.url, questionnaire.version].filter(Boolean).join('|'),
    first,
    groups,
    questions: new Map(all.map((question) => [question.linkId, question])),
  };
}

function questionOf(item, language, group) {
  const codings = (item.answerOption ?? []).map(({ valueCoding }) => valueCoding);
  return {
    linkId: item.linkId,
    text: wordsOf(item, 'text', language),
    type: item.type,
    repeats: item.repeats === true,
    options: codings.map((coding) => ({
      system: coding.system,
      code: coding.code,
      display: coding.display,
      text: wordsOf(coding, 'display', language),
    })),
    range: [bound(item, 'minValue', 0), bound(item, 'maxValue', 10)],
    when: (item.enableWhen ?? []).map(({ question, answerBoolean }) => ({ question, answer: answerBoolean })),
    group,
    phrases: [...phrasesOf(item, 'text'), ...codings.flatMap((coding) => phrasesOf(coding, 'display'))],
  };
}

const bound = ({ extension = [] }, name, otherwise) =>
  extension.find(({ url }) => url === `http://hl7.org/fhir/StructureDefinition/${name}`)?.valueInteger ?? otherwise;

/** http://hl7.org/fhir/R4/extension-translation.html: language → words, in the element beside the string. */
function translations(element, name) {
  const extensions = element[`_${name}`]?.extension ?? [];
  return new Map(
    extensions
      .filter(({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/translation')
      .map(({ extension = [] }) => [part(extension, 'lang')?.valueCode, part(extension, 'content')?.valueString]),
  );
}
const part = (extension, name) => extension.find(({ url }) => url === name);
const wordsOf = (element, name, language) => translations(element, name).get(language) ?? element[name];
const phrasesOf = (element, name) => [element[name], ...translations(element, name).values()];
