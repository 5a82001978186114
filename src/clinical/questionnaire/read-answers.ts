import { resourceReference } from '../../fhir/coding.ts';
import type { JsonObject } from '../../fhir/json.ts';
import { type Assertion, assertTerm, type Provenance } from '../assertion.ts';
import { dateProblem, evidenceDate } from '../evidence-date.ts';
import type { FindingSource } from '../finding.ts';
import { ignored, type Reading } from '../reading.ts';
import type { RecordContext } from '../record-context.ts';
import { evidenceOf, termsOf, wordsOf } from './answer-meaning.ts';
import { complaintWords, withComplaints } from './chief-complaint.ts';
import { type AnsweredQuestion, isResponseTo, readResponse } from './response.ts';
import { type SymptomForm, shippedForm } from './shipped-form.ts';

/**
 * Reads a response to the symptom questionnaire: every answer as evidence, and as phenotypes where the map knows what
 * it means. An item that does not fit its question is left out, with an issue.
 */
export function readQuestionnaireResponse(
  response: JsonObject,
  context: RecordContext,
  symptoms: SymptomForm = shippedForm(),
): Reading {
  const reference = resourceReference(response);
  if (!isResponseTo(symptoms.form, response)) return ignored('other-questionnaire');
  if (response.status === 'entered-in-error') return ignored('entered-in-error');
  const date = evidenceDate(response);
  const refused = dateProblem(response, reference, date, context);
  if (refused !== undefined) return ignored(refused);
  const { answered, problems } = readResponse(response, symptoms.form);
  for (const { text, expression } of problems) {
    context.issues.add({
      severity: 'warning',
      code: 'answer-not-used',
      text: `${text}, so it was not used.`,
      reference,
      expression,
    });
  }
  if (answered.length === 0) return ignored('no-value');
  const from: Provenance = { reference, display: 'Symptom questionnaire', date: date.date, origin: 'measurement' };
  const all = withComplaints(answered, symptoms.form);
  return {
    kind: 'mapped',
    assertions: [
      ...all.flatMap((answer) => answerAssertions(answer, from, symptoms, context)),
      ...complaintWords(answered).flatMap((words) => wordAssertions(words, from, context)),
    ],
    answers: all.map((answer) => ({
      evidence: answer.question.linkId,
      ...evidenceOf(answer.values),
      sources: [sourceOf(answer, from)],
    })),
  };
}

function answerAssertions(
  answer: AnsweredQuestion,
  from: Provenance,
  { terms }: SymptomForm,
  { terminology, issues }: RecordContext,
): readonly Assertion[] {
  const { display, value, derivation } = sourceOf(answer, from);
  return termsOf(answer.values, terms.get(answer.question.linkId) ?? []).flatMap(({ term, status, certainty }) => {
    const how = {
      status,
      derivation: certainty === undefined ? derivation : `${derivation}; ${certainty}`,
      ...(value !== undefined && { value }),
      ...(certainty !== undefined && { certainty }),
    };
    return assertTerm(term, { ...from, display }, how, terminology, issues) ?? [];
  });
}

/** Words of one's own name a phenotype, or nothing that we know. */
function wordAssertions(words: string, from: Provenance, { terminology, issues }: RecordContext): readonly Assertion[] {
  const meaning = terminology.phenotypeByText(words);
  const how = { status: 'present', value: words, derivation: 'chief complaint in own words' } as const;
  const assertion = meaning && assertTerm(meaning.term, from, how, terminology, issues);
  return assertion ? [assertion] : [];
}

function sourceOf({ question, values }: AnsweredQuestion, { reference, date }: Provenance): FindingSource {
  return {
    reference,
    display: question.text,
    ...(date === undefined ? {} : { date: date.text }),
    value: wordsOf(values),
    derivation: `answer to question ${question.linkId}`,
  };
}
