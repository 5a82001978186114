import { resourceReference } from '../../fhir/coding.ts';
import { ageAt } from '../../fhir/date.ts';
import type { JsonObject } from '../../fhir/json.ts';
import type { Terminology } from '../../terminology/terminology.ts';
import { type EvidenceDate, evidenceDate } from '../evidence-date.ts';
import { isBeforeBirth, isFuture } from '../index-time.ts';
import { createIssueLog } from '../issue-log.ts';
import { readObservation } from '../observation.ts';
import type { Reading } from '../reading.ts';
import type { RecordContext } from '../record-context.ts';
import { keepLearnt } from './keep-learnt.ts';
import { type LearntMeaning, meaningOf, particularMeaning, readingOf } from './learnt-meaning.ts';
import { hasForm, leadingCode, newForm, type ObservationForm, plainNumber, readingsOf } from './observation-form.ts';

/**
 * What the process has learnt: leading code → forms. A laboratory sends thousands of results that differ in id, date and
 * number alone; for these the rules are asked once for each stretch of numbers between two limits.
 */
type Forms = Map<string, ObservationForm[]>;

const learnt = new WeakMap<Terminology, Forms>();
/** Codes that are remembered; reaching it, the memory begins anew. */
const mostCodes = 1000;
/** Forms of one code: laboratories differ in units, ranges and flags. */
const mostOfCode = 24;

/** Reads an Observation as `readObservation` does, from what was learnt of others where it can. */
export function readLearntObservation(
  resource: JsonObject,
  context: RecordContext,
  when: EvidenceDate = evidenceDate(resource),
): Reading {
  const value = plainNumber(resource);
  if (value === undefined || isDoubtful(when, context)) return readObservation(resource, context);
  const form = formOf(resource, context.terminology);
  const readings = form && readingsOf(form, resource);
  if (!readings) return readObservation(resource, context);
  const { date } = when;
  const { birth, index, sex } = context;
  const age = birth === undefined ? undefined : Math.max(0, ageAt(birth, date?.start ?? index.at));
  const meaning = readings.read(value, age, sex, (number) => ask(resource, number, context));
  if (meaning.kind === 'particular') return readObservation(resource, context);
  const reference = resourceReference(resource);
  keepLearnt(form.kinds, resource, value, { reference, date, age }, context);
  return readingOf(meaning, reference, date, value);
}

/** Whether the date has something wrong, which an issue must tell. */
function isDoubtful({ date, element }: EvidenceDate, { index, birth }: RecordContext): boolean {
  if (date === undefined) return element !== undefined;
  return isFuture(date, index) || isBeforeBirth(date, birth);
}

function formOf(resource: JsonObject, terminology: Terminology): ObservationForm | undefined {
  const code = leadingCode(resource);
  if (code === undefined) return undefined;
  let forms = learnt.get(terminology);
  if (!forms) {
    forms = new Map();
    learnt.set(terminology, forms);
  }
  const known = forms.get(code);
  if (known) {
    for (const form of known) if (hasForm(form, resource)) return form;
    if (known.length >= mostOfCode) return undefined;
  }
  const form = newForm(resource);
  if (!form) return undefined;
  if (known) known.push(form);
  else {
    if (forms.size >= mostCodes) forms.clear();
    forms.set(code, [form]);
  }
  return form;
}

/** What the rules say of the resource if its number were another. */
function ask(resource: JsonObject, value: number, context: RecordContext): LearntMeaning {
  const issues = createIssueLog();
  const quantity = { ...(resource.valueQuantity as JsonObject), value };
  const reading = readObservation({ ...resource, valueQuantity: quantity }, { ...context, issues, keeper: undefined });
  return issues.list().length > 0 ? particularMeaning : meaningOf(reading, value);
}
