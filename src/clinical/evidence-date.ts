import { type PartialDate, parseDate } from '../fhir/date.ts';
import { type JsonObject, objectOf } from '../fhir/json.ts';
import { lookupTable } from '../terminology/lookup-table.ts';
import type { IgnoreReason } from './ignore-reason.ts';
import { isBeforeBirth, isFuture } from './index-time.ts';
import type { RecordContext } from './record-context.ts';

/** Elements that date a resource, the clinically relevant time first. */
export const dateElements = lookupTable<readonly string[]>({
  Observation: ['effectiveDateTime', 'effectiveInstant', 'effectivePeriod.end', 'effectivePeriod.start', 'issued'],
  Condition: ['onsetDateTime', 'onsetPeriod.start', 'recordedDate'],
  QuestionnaireResponse: ['authored'],
});

export interface EvidenceDate {
  readonly date: PartialDate | undefined;
  /** The element that the date, or something that is no date, was found in. */
  readonly element: string | undefined;
}

/** Type → the elements again, each with the steps that lead to it. */
const datePaths = lookupTable(
  Object.fromEntries(
    ['Observation', 'Condition', 'QuestionnaireResponse'].map((type) => [
      type,
      (dateElements.get(type) ?? []).map((path) => {
        const [head = '', tail] = path.split('.');
        return { path, head, tail };
      }),
    ]),
  ),
);

/** When the evidence of a resource is from. */
export function evidenceDate(resource: JsonObject): EvidenceDate {
  let element: string | undefined;
  for (const { path, head, tail } of datePaths.get(String(resource.resourceType)) ?? []) {
    const value = tail === undefined ? resource[head] : objectOf(resource[head])[tail];
    if (value === undefined || value === null) continue;
    const date = parseDate(value);
    if (date) return { date, element: path };
    element ??= path;
  }
  return { date: undefined, element };
}

/** Why a resource cannot be used because of its date; reports the issue. Something that is no date only costs the date. */
export function dateProblem(
  resource: JsonObject,
  reference: string,
  { date, element }: EvidenceDate,
  { index, birth, issues }: RecordContext,
): IgnoreReason | undefined {
  if (element === undefined) return undefined;
  const expression = `${resource.resourceType}.${element}`;
  if (!date) {
    issues.add({
      severity: 'information',
      code: 'date-invalid',
      text: `${expression} is not a date; the resource was used without one.`,
      reference,
      expression,
    });
    return undefined;
  }
  const problem: IgnoreReason | undefined = isFuture(date, index)
    ? 'future-date'
    : isBeforeBirth(date, birth)
      ? 'before-birth'
      : undefined;
  if (problem !== undefined) {
    const what = problem === 'future-date' ? 'lies in the future' : 'lies before the birth of the patient';
    issues.add({
      severity: 'warning',
      code: problem,
      text: `${date.text} ${what}, so the resource was not used.`,
      reference,
      expression,
    });
  }
  return problem;
}
