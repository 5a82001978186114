import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, FhirResource, Observation } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { cdsServicesDir, fhirProfilesDir } from '../../src/config/paths.ts';
import { pageModule } from './page-module.ts';

interface Chart {
  readonly patient: { readonly id: string };
  readonly resources: readonly FhirResource[];
  readonly others: number;
}
type Prefetch = Readonly<Record<string, Bundle | FhirResource | null>>;
const { chartOf, readChart } = await pageModule<{ chartOf(bundle: unknown): Chart; readChart(text: string): Chart }>(
  'chart.js',
);
const { prefetchFor, leftBehind } = await pageModule<{
  prefetchFor(templates: object, context: object, chart: Chart): Prefetch;
  leftBehind(prefetch: Prefetch, chart: Chart): readonly FhirResource[];
}>('prefetch.js');

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const chart = chartOf(json(join(fhirProfilesDir, 'examples', 'abdominal-pain-low-sodium.json')));
const context = { userId: 'Practitioner/example', patientId: chart.patient.id };
const answered = (template: string, of = chart) =>
  prefetchFor({ key: template }, { ...context, patientId: of.patient.id }, of).key;
const found = (template: string) => ((answered(template) as Bundle).entry ?? []).map(({ resource }) => resource!);

describe('the prefetch that the page sends', () => {
  it('carries the whole chart for the templates of the shipped service', () => {
    const { prefetch: templates } = json(join(cdsServicesDir, 'differential-diagnosis.json'));
    const prefetch = prefetchFor(templates, context, chart);
    expect(Object.keys(prefetch)).toEqual(Object.keys(templates));
    expect(leftBehind(prefetch, chart)).toEqual([]);
  });

  it('reads an instance, and says null for one that is not there', () => {
    expect(answered('Patient/{{context.patientId}}')).toMatchObject({ resourceType: 'Patient', id: chart.patient.id });
    expect(answered('Patient/somebody-else')).toBeNull();
  });

  it('searches by patient, category and code, newest first, no more than asked', () => {
    const labs = found('Observation?patient={{context.patientId}}&category=laboratory&_sort=-date');
    const dates = labs.map((one) => (one as Observation).effectiveDateTime);
    expect(dates.length).toBeGreaterThan(2);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(found('Observation?patient={{context.patientId}}&code=http://loinc.org|2951-2')).toHaveLength(2);
    expect(found('Observation?patient={{context.patientId}}&code=http://loinc.org|2951-2&_count=1')).toHaveLength(1);
    expect(
      found('Condition?patient={{context.patientId}}&category=problem-list-item,encounter-diagnosis'),
    ).toHaveLength(10);
  });

  it('says what is empty without empty lists', () => {
    expect(answered('Condition?patient={{context.patientId}}&category=health-concern')).toEqual({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 0,
    });
  });

  it('leaves out a key that it cannot answer truly', () => {
    for (const template of [
      'Condition?patient={{context.patientId}}&encounter=1',
      'Condition?patient={{userPatientId}}',
      '{{?',
    ])
      expect(answered(template)).toBeUndefined();
  });
});

describe('a pasted Bundle', () => {
  const patient = { resourceType: 'Patient', gender: 'female' };
  const about = (reference: string) => ({ resourceType: 'Condition', code: { text: 'x' }, subject: { reference } });

  it('is filed: entries get ids and point to their patient', () => {
    const filed = chartOf({
      resourceType: 'Bundle',
      entry: [
        { fullUrl: 'urn:uuid:0f1e2d3c-0000-4000-8000-000000000001', resource: patient },
        { resource: about('urn:uuid:0f1e2d3c-0000-4000-8000-000000000001') },
        { resource: about('Patient/someone-else') },
        {},
        null,
      ],
    });
    expect(filed.resources[1]).toMatchObject({ subject: { reference: `Patient/${filed.patient.id}` } });
    expect(filed.resources.every(({ id }) => id)).toBe(true);
    expect(filed.others).toBe(1);
  });

  it.each([
    ['notJson', '{"a":'],
    ['notBundle', '{"resourceType":"Patient"}'],
    ['notBundle', 'null'],
    ['noPatient', '{"resourceType":"Bundle","entry":{}}'],
  ])('is refused in words: %s', (word, text) => {
    expect(() => readChart(text)).toThrow(expect.objectContaining({ word }));
  });
});

describe('the words of the page', () => {
  it('are there in both languages, the same ones', async () => {
    const { languages, wordsIn } = await pageModule<{
      languages: string[];
      wordsIn(l: string): (key: string) => string;
    }>('words.js');
    const source = readFileSync(new URL('../../web/words.js', import.meta.url), 'utf8');
    const keys = [...source.matchAll(/^ {4}(\w+):/gm)].map((match) => match[1]!);
    expect(languages).toEqual(['en', 'es']);
    expect(keys.length % 2).toBe(0);
    for (const key of new Set(keys))
      for (const language of languages) expect(wordsIn(language)(key), `${language} ${key}`).not.toBe('');
  });
});
