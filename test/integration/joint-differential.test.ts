import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { groupExtension } from '../../src/risk-assessment/extensions.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { openRealServer, type RealServer } from '../fixtures/real-server.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever has come.
type Any = any;

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1980-05-01' };
const subject = { reference: 'Patient/p1' };
const lab = (id: string, loinc: string, value: number, unit: string, date: string) => ({
  ...{ resourceType: 'Observation', id, status: 'final', subject, effectiveDateTime: date },
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
});
const hba1c = [
  lab('a1c-1', '4548-4', 7.4, '%', '2026-03-02T08:00:00Z'),
  lab('a1c-2', '4548-4', 7.1, '%', '2026-06-04T08:00:00Z'),
];
const diabetes = {
  ...{ resourceType: 'Condition', id: 'dm', subject },
  code: { coding: [{ system: 'http://snomed.info/sct', code: '44054006', display: 'Diabetes mellitus type 2' }] },
};
const answers = (yes: readonly string[], no: readonly string[]) => ({
  ...{
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    status: 'completed',
    subject,
    authored: '2026-06-04T09:00:00Z',
  },
  questionnaire: 'https://hoofbeats.example/fhir/Questionnaire/symptoms',
  item: [...yes.map((linkId) => [linkId, true]), ...no.map((linkId) => [linkId, false])].map(
    ([linkId, valueBoolean]) => ({
      linkId,
      answer: [{ valueBoolean }],
    }),
  ),
});

describe('the joint differential', () => {
  let server: RealServer;
  beforeAll(async () => {
    server = await openRealServer();
  });
  afterAll(() => server.close());

  const differential = async (resources: readonly object[]) => {
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) };
    const { body } = await request(server.app).post('/fhir/$differential').send(bundle).expect(200);
    const [risk] = body.entry.map(({ resource }: Any) => resource);
    expect(problemsOf(risk)).toEqual([]);
    return risk as Any;
  };
  const groupOf = (prediction: Any) => prediction.extension?.find(({ url }: Any) => url === groupExtension)?.valueCode;

  it('names a condition that hides in the results, with values, dates and guideline, and no probability', async () => {
    const { prediction } = await differential([patient, ...hba1c]);
    const found = prediction.find(({ outcome }: Any) => /diabetes/i.test(outcome.text));
    expect(found).toMatchObject({ qualitativeRisk: { text: 'Criteria met' } });
    expect(found).not.toHaveProperty('probabilityDecimal');
    expect(groupOf(found)).toBe('most-likely');
    expect(found.rationale).toMatch(/7\.1.*%.*Observation\/a1c-2/s);
    expect(found.rationale).toMatch(/Guideline: .*American Diabetes Association/);
  });

  it('says that it is recorded already, and suggests it no more', async () => {
    const { prediction = [], note } = await differential([patient, ...hba1c, diabetes]);
    expect(prediction.filter(({ outcome }: Any) => /diabetes/i.test(outcome.text))).toEqual([]);
    expect(note.map(({ text }: Any) => text).join('\n')).toMatch(/Already recorded: .*[Dd]iabetes/);
  });

  it('ranks common diseases from the answers of the questionnaire, and asks what would tell most', async () => {
    // Fever, cough, sore throat, runny nose, muscle pain; no breathlessness.
    const { prediction, note } = await differential([
      patient,
      answers(['E_91', 'E_201', 'E_97', 'E_181', 'E_144'], ['E_66']),
    ]);
    const common = prediction.filter((each: Any) => groupOf(each) !== undefined);
    expect(common[0].probabilityDecimal).toBeGreaterThan(0.2);
    expect(common[0].outcome.coding.some(({ system }: Any) => system.includes('icd-10'))).toBe(true);
    expect(common[0].rationale).toMatch(/QuestionnaireResponse\/q1/);
    const sum = prediction.reduce((total: number, { probabilityDecimal = 0 }: Any) => total + probabilityDecimal, 0);
    expect(sum).toBeLessThanOrEqual(1.001);
    const weights = prediction
      .map(({ probabilityDecimal }: Any) => probabilityDecimal)
      .filter((each: Any) => each !== undefined);
    expect(weights).toEqual(weights.toSorted((a: number, b: number) => b - a));
    expect(note.map(({ text }: Any) => text).join('\n')).toContain('Worth asking:');
  });

  it('finds no common disease where nobody was asked: a record of a lifetime is no complaint', async () => {
    const problems = ['271807003', '25064002'].map((code, at) => ({
      ...{ resourceType: 'Condition', id: `c${at}`, subject },
      code: { coding: [{ system: 'http://snomed.info/sct', code }] },
    }));
    const { prediction = [] } = await differential([patient, ...problems]);
    expect(prediction.filter((each: Any) => groupOf(each) !== undefined)).toEqual([]);
  });

  it('puts a rare disease first where it explains more, with both probabilities', async () => {
    const bundle = JSON.parse(readFileSync(join(fhirProfilesDir, 'examples', 'tall-boy-lens.json'), 'utf8'));
    const { prediction } = await differential(bundle.entry.map(({ resource }: Any) => resource));
    expect(prediction[0].outcome.text).toBe('Marfan syndrome');
    expect(prediction[0].probabilityDecimal).toBeGreaterThan(0.9);
    expect(prediction[0].rationale).toMatch(/^If a rare disease is the cause: \d+ %/);
  });

  it('shows on a card what earns it, with the guideline, and stays silent over what does not', async () => {
    const call = async (labs: readonly object[]) => {
      const entry = labs.map((resource) => ({ resource }));
      const { body } = await request(server.app)
        .post('/cds-services/differential-diagnosis')
        .send({
          ...{ hook: 'patient-view', hookInstance: '7d4b3d2e-1f8c-4d3b-9a57-0c1de2f3a4b5' },
          context: { userId: 'Practitioner/1', patientId: 'p1' },
          prefetch: {
            patient,
            problems: null,
            encounterDx: null,
            vitals: null,
            labs: { resourceType: 'Bundle', type: 'searchset', entry },
          },
        })
        .expect(200);
      return body.cards as Any[];
    };
    const [card] = await call(hba1c);
    expect(card.summary).toMatch(/^Consider: Diabetes/);
    expect(card.indicator).toBe('info');
    expect(card.detail).toMatch(
      /Most likely[\s\S]*Diabetes[\s\S]*7\.1.*Observation\/a1c-2[\s\S]*Guideline[\s\S]*American Diabetes Association/,
    );
    expect(await call([lab('ok', '4548-4', 5.2, '%', '2026-06-04T08:00:00Z')])).toEqual([]);
  });
});
