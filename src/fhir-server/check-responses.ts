import type { AnswerProblem } from '../clinical/questionnaire/answer-problem.ts';
import { isResponseTo, readResponse } from '../clinical/questionnaire/response.ts';
import { type SymptomForm, shippedForm } from '../clinical/questionnaire/shipped-form.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { resourceReference } from '../fhir/coding.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';

/** More would not be read; the rest is counted. */
const mostNamed = 20;

/**
 * Holds the responses to the symptom questionnaire against it. Whoever fills it in can mend it, so that here, unlike in a
 * record that comes by itself, an answer that does not fit fails the call. Responses to other questionnaires pass.
 * @throws HoofbeatsError REQUEST_INVALID that names every item at fault.
 */
export function checkResponses(resources: PatientGroup['resources'], symptoms?: SymptomForm): void {
  const responses = resources.filter(
    ({ resourceType, status }) => resourceType === 'QuestionnaireResponse' && status !== 'entered-in-error',
  );
  if (responses.length === 0) return;
  const { form } = symptoms ?? shippedForm();
  const wrong = responses
    .filter((response) => isResponseTo(form, response))
    .map((response) => ({ reference: resourceReference(response), problems: readResponse(response, form).problems }))
    .filter(({ problems }) => problems.length > 0);
  if (wrong.length === 0) return;
  throw new HoofbeatsError(
    'REQUEST_INVALID',
    wrong.map(({ reference, problems }) => `${reference}: ${told(problems)}.`).join(' '),
    {
      expression: [...new Set(wrong.flatMap(({ problems }) => problems.map(({ expression }) => expression)))].slice(
        0,
        mostNamed,
      ),
    },
  );
}

function told(problems: readonly AnswerProblem[]): string {
  const more = problems.length - mostNamed;
  const named = problems.slice(0, mostNamed).map(({ text }) => text);
  return [...named, ...(more > 0 ? [`${more} more items`] : [])].join('; ');
}
