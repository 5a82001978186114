import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../fhir/date.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { normalise } from '../normalise.ts';
import { tellingFindings } from '../telling-finding.ts';
import { type BriefForm, briefForm } from './brief-form.ts';
import { createBriefRecords } from './brief-record.ts';
import { type GeneratedRecord, generatedRecord } from './generated-record.fixture.ts';

const terminology = loadTerminology();
const telling = tellingFindings(terminology);
const now = new Date('2024-06-01T12:00:00Z');
const brief = createBriefRecords(terminology, now.getTime());
const dates = ['effectiveDateTime', 'issued', 'recordedDate'];

/** One for each form, so that what one record has taught is used for the next. */
const forms = new Map<string, BriefForm | undefined>();

type Json = Record<string, unknown>;

/** The resource with its differences taken out, and their paths. */
function formed(resource: Json) {
  const numbers = new Map<string, number>();
  const blank = (element: Json, path: string): Json => {
    const { valueQuantity } = element as { valueQuantity?: Json };
    if (typeof valueQuantity?.value !== 'number') return element;
    numbers.set(`${path}valueQuantity.value`, valueQuantity.value);
    return { ...element, valueQuantity: { ...valueQuantity, value: 0 } };
  };
  const { component } = resource as { component?: Json[] };
  const sample: Json = {
    ...blank(resource, ''),
    id: 'x',
    ...(component && { component: component.map((part, place) => blank(part, `component.${place}.`)) }),
  };
  for (const name of dates) if (name in sample) sample[name] = 'x';
  const key = JSON.stringify(sample);
  if (!forms.has(key)) forms.set(key, briefForm(sample, new Set([...dates, ...numbers.keys()]), terminology));
  return { form: forms.get(key), numbers };
}

function readBriefly({ patient, resources }: GeneratedRecord) {
  brief.begin(patient);
  for (const resource of resources) {
    const { form, numbers } = formed(resource as Json);
    if (!form) return undefined;
    const text = form.date === undefined ? undefined : String(resource[form.date]);
    const date = parseDate(text);
    if (text !== undefined && (!date || text.length < 10)) return undefined;
    const given = date && {
      start: date.start,
      end: date.end,
      day: Number(date.text.slice(0, 10).replaceAll('-', '')),
      text: () => date.text,
    };
    const numberOf = (part: number) => numbers.get(form.parts[part]!.number!)!;
    if (brief.add(form, given, numberOf) === 'unclear') return undefined;
  }
  return brief.read();
}

describe('a record read in brief', () => {
  it('has the subject, terms and status of one read in full, and the same findings tell', () => {
    let read = 0;
    const check = (record: GeneratedRecord) => {
      const ids = record.resources.map(({ id }) => id);
      const found = new Set(ids).size < ids.length ? undefined : readBriefly(record);
      if (!found) return;
      read += 1;
      const { patient, resources } = record;
      const ofType = (type: string) => resources.filter(({ resourceType }) => resourceType === type);
      const sorted = { patient, observations: ofType('Observation'), conditions: ofType('Condition') };
      const full = normalise(sorted, terminology, { now });
      const told = ({ subject, findings, indexTime }: typeof full) => ({
        subject,
        indexTime,
        findings: findings.map((finding) => [finding.term, finding.status, telling(finding, subject)]),
      });
      expect(told(found)).toEqual(told(full));
    };
    fc.assert(fc.property(generatedRecord, check), { numRuns: 3000 });
    expect(read).toBeGreaterThan(500);
  }, 120_000);
});
