import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { testServer } from '../fixtures/test-server.ts';

/** A record with the text wherever one holds text, codes, units, dates, references and addresses. */
function recordWith(text: string) {
  const subject = { reference: 'Patient/p1' };
  const concept = (system: string, code: string) => ({ text, coding: [{ system, code, display: text }] });
  const entries = [
    { resourceType: 'Condition', id: 'c1', subject, code: concept('http://snomed.info/sct', '19346006') },
    { resourceType: 'Condition', id: 'c2', subject, code: { text } },
    { resourceType: 'Condition', id: 'c3', subject, code: { coding: [{ system: `http://a/${text}`, code: text }] } },
    { resourceType: 'Condition', id: 'c4', subject: { reference: text }, code: { text: 'Marfan syndrome' } },
    { resourceType: 'Condition', id: 'c5', subject, code: { text: 'Tall stature' }, onsetDateTime: text },
  ];
  const observation = (more: object) => ({
    ...{ resourceType: 'Observation', status: 'final', subject },
    ...{ code: concept('http://loinc.org', '2823-3'), effectiveDateTime: '2026-01-02', ...more },
  });
  const observations = [
    observation({ id: 'o1', valueString: text }),
    observation({ id: 'o2', valueQuantity: { value: 3.1, unit: text, code: text } }),
    observation({ id: 'o3', valueQuantity: { value: 3.1, unit: 'mmol/L' }, referenceRange: [{ text }] }),
    observation({ id: 'o4', valueQuantity: { value: 3.1 }, interpretation: [{ text }] }),
    observation({ id: 'o5', valueCodeableConcept: { text, coding: [{ display: text }] } }),
  ];
  const answers = {
    ...{ resourceType: 'QuestionnaireResponse', id: 'q1', status: 'completed', subject, authored: text },
    item: [{ linkId: text, text, answer: [{ valueString: text }, { valueCoding: { system: text, code: text } }] }],
  };
  return { conditions: entries, observations, answers };
}

/** The record as a CDS client sends it, from a FHIR server whose address is long as well. */
function callWith(text: string) {
  const { conditions, observations } = recordWith(text);
  const searchset = (resources: readonly object[]) => ({
    ...{ resourceType: 'Bundle', type: 'searchset' },
    entry: resources.map((resource) => ({ resource })),
  });
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    fhirServer: `http://ehr.example/${text}/x`,
    context: { userId: 'Practitioner/u1', patientId: 'p1' },
    prefetch: { patient, problems: searchset(conditions), labs: searchset(observations) },
  };
}

/** The record as the body of an operation. */
function bundleWith(text: string) {
  const { conditions, observations, answers } = recordWith(text);
  const resources = [patient, ...conditions, ...observations, answers];
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}
const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1990-01-01' };

/** What would take hours if it were looked at from each of its characters to its end. */
const size = 300_000;
const units = ['/', ',', '(', '{', '%', '-', ' ', '#', '1', 'a', 'Z', 'x ', '1.', ' - ', ', with ', 'hyper', 'Ü', '<'];

describe('texts of 300,000 characters in every place of a record', { timeout: 600_000 }, () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await openServing(loadConfig({}));
  });
  afterAll(() => serving.close());

  it.each(units)('of nothing but %s are answered, and soon', async (unit) => {
    const { app } = await testServer(serving.assessor, {
      config: loadConfig({ DEADLINE_MS: '30000', BODY_LIMIT_MB: '32' }),
    });
    const text = unit.repeat(size / unit.length);
    const asked = [
      ['/cds-services/differential-diagnosis', callWith(text)],
      ['/fhir/$differential', bundleWith(text)],
    ] as const;
    for (const [path, body] of asked) {
      const began = performance.now();
      const { status } = await request(app).post(path).send(body);
      expect([path, status]).toEqual([path, expect.toBeOneOf([200, 400, 412])]);
      expect(performance.now() - began).toBeLessThan(15_000);
    }
  });
});
