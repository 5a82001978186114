import type { Questionnaire, QuestionnaireItem, QuestionnaireItemAnswerOption } from 'fhir/r4.js';
import { canonicalOf } from '../../../config/canonical.ts';
import { complaints } from '../questions/complaints.ts';
import { questionGroups } from '../questions/groups.ts';
import type { QuestionGroup } from '../questions/question-text.ts';
import { ddxplusNotice, published, symptomCodes } from './notice.ts';
import { inSpanish, type Words } from './translated.ts';
import type { Vocabulary } from './vocabulary.ts';

type Asked = NonNullable<ReturnType<Vocabulary['evidences']['get']>>;

const title: Words = { en: 'Symptoms and history', es: 'Síntomas y antecedentes' };
const complaint: Words = {
  en: 'What is the main reason for your visit?',
  es: '¿Cuál es el motivo principal de su consulta?',
};

/**
 * The symptom questionnaire (http://hl7.org/fhir/R4/questionnaire.html): the chief complaint, then every evidence of DDXPlus
 * in groups, antecedents last; linkId is the evidence's id, follow-ups appear when their question is answered yes. Age
 * and sex are not asked: the Patient has them. Nothing is required: what is not answered is unknown, not absent.
 */
export function symptomQuestionnaire(vocabulary: Vocabulary): Questionnaire {
  return {
    resourceType: 'Questionnaire',
    id: 'symptoms',
    language: 'en',
    url: canonicalOf('Questionnaire', 'symptoms'),
    name: 'Symptoms',
    title: title.en,
    _title: inSpanish(title.es),
    ...published,
    subjectType: ['Patient'],
    description:
      'Asks for the 223 evidences of DDXPlus. The answers are evidence for the operation differential. For a health professional who asks the patient; it gives no advice.',
    copyright: ddxplusNotice,
    item: [chiefComplaint(), ...questionGroups.map((group) => groupItem(group, vocabulary))],
  };
}

/** An evidence chosen here counts as answered yes; words of one's own as the phenotype that they name. */
function chiefComplaint(): QuestionnaireItem {
  return {
    linkId: 'chief-complaint',
    ...worded(complaint),
    type: 'open-choice',
    repeats: true,
    answerOption: complaints.map(({ evidence, ...words }) => option(evidence, words)),
  };
}

function groupItem(group: QuestionGroup, { evidences, values }: Vocabulary): QuestionnaireItem {
  const item = group.questions.flatMap(({ evidence }) => {
    const asked = evidences.get(evidence);
    return asked ? [questionItem(asked, evidences, values)] : [];
  });
  return { linkId: group.id, ...worded(group), type: 'group', item };
}

function questionItem(
  asked: Asked,
  evidences: Vocabulary['evidences'],
  values: Vocabulary['values'],
): QuestionnaireItem {
  const { id, question, words } = asked;
  const item = { linkId: id, ...worded(words) };
  // Some questions follow up one that is not among the evidences, so that they are asked for themselves.
  const follows = question !== id && evidences.has(question);
  const when: Partial<QuestionnaireItem> = follows
    ? { enableWhen: [{ question, operator: '=', answerBoolean: true }] }
    : {};
  if (asked.type === 'B') return { ...item, type: 'boolean', ...when };
  if (asked.values.every((value) => typeof value === 'number'))
    return { ...scale(asked.values), ...item, type: 'integer', ...when };
  const offered = new Set<string | number>(asked.values);
  return {
    ...item,
    type: 'choice',
    ...when,
    ...(asked.type === 'M' && { repeats: true }),
    answerOption: [...values].filter(([value]) => offered.has(value)).map(([value, text]) => option(value, text)),
  };
}

/** http://hl7.org/fhir/R4/extension-minvalue.html, extension-maxvalue.html */
const scale = (values: readonly number[]): Pick<QuestionnaireItem, 'extension'> => ({
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueInteger: Math.min(...values) },
    { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueInteger: Math.max(...values) },
  ],
});

const worded = ({ en, es }: Words) => ({ text: en, _text: inSpanish(es) });

const option = (code: string, { en, es }: Words): QuestionnaireItemAnswerOption => ({
  valueCoding: { system: symptomCodes, code, display: en, _display: inSpanish(es) },
});
