import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { testTerminology } from '../../../test/fixtures/test-terminology.ts';
import { caseOf } from '../../assessment/case-of.ts';
import { hookEvidence } from '../../assessment/evidence.ts';
import { digestOf } from '../../assessment/kept-run.ts';
import { readPrefetch } from '../../assessment/prefetch.ts';
import { generatedRecord } from '../../clinical/brief/generated-record.fixture.ts';
import { cdsServicesDir } from '../../config/paths.ts';
import { caseJson } from '../../store/case-texts.ts';
import { loadServices } from '../load-services.ts';
import { type PrepareCallPorts, prepareCall, preparedCall, type UnpreparedCall } from './prepare-call.ts';

const terminology = testTerminology();
const at = new Date('2026-06-05T08:00:00Z');
const service = 'differential-diagnosis';
let ports: PrepareCallPorts;
beforeAll(async () => {
  const criteria = { reads: new Set(['2823-3', '2160-0', '8480-6']) };
  ports = { services: await loadServices(cdsServicesDir), entryLimit: 60, looksForReady: false, terminology, criteria };
});

const bundle = (resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
const patient = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1985-07-01' };
const potassium = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3', display: 'Potassium' }] },
  subject: { reference: 'Patient/p' },
  effectiveDateTime: '2026-06-01',
  valueQuantity: { value: 6.1, unit: 'mmol/L', code: 'mmol/L', system: 'http://unitsofmeasure.org' },
};
const call = (prefetch: unknown, more: object = {}) => ({
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/u1', patientId: 'p' },
  prefetch,
  ...more,
});
const complete = {
  patient,
  problems: bundle([]),
  encounterDx: bundle([]),
  labs: bundle([potassium]),
  vitals: bundle([]),
};
const unprepared = (body: unknown, more: Partial<UnpreparedCall> = {}): UnpreparedCall => ({
  // As it is after the journey to the thread.
  body: new Uint8Array(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))),
  service,
  at,
  ...more,
});
const prepared = (body: unknown, more: Partial<UnpreparedCall> = {}, looksForReady = false) => {
  const texts = prepareCall(unprepared(body, more), { ...ports, looksForReady });
  return texts && preparedCall(texts);
};

describe('a prepared call', () => {
  it('is the call without its prefetch, and the case of it', () => {
    const found = prepared(call(complete, { extension: { site: 1 } }))!;
    expect(found.body).toEqual(call({}, { extension: { site: 1 } }));
    expect(found.prepared.case.findings.map(({ label }) => label)).toEqual(['Hyperkalemia']);
    expect(found.prepared.case.measurements).toHaveLength(1);
    expect(found.prepared).toMatchObject({ at, notObtained: [] });
  });

  it('names what was assessed by the bytes of the call', () => {
    const body = JSON.stringify(call(complete));
    const hash = createHash('sha256').update(body).digest('hex');
    expect(prepared(body)?.prepared).toMatchObject({ inputHash: hash });
    expect(prepared(body)?.prepared.readyHash).toBeUndefined();
  });

  it('names it by its resources where the keys are a site’s own, and where a result may be ready', () => {
    const { labs, ...others } = complete;
    const resources = digestOf([patient, [potassium], []]);
    const own = prepared(call({ ...others, results: labs }), { siteKeys: { labs: 'results' } });
    expect(own?.prepared).toMatchObject({ inputHash: resources, notObtained: [] });
    expect(prepared(call(complete), {}, true)?.prepared.readyHash).toBe(resources);
  });

  it('is left to whoever can ask the EHR for what is missing', () => {
    const { vitals: _, ...some } = complete;
    const access = { fhirServer: 'https://ehr.example/fhir' };
    expect(prepared(call(some, access))).toBeUndefined();
    expect(prepared(call(complete, access))).toBeDefined();
    expect(prepared(call(some))?.prepared.notObtained).toEqual([{ what: 'vitals', reason: 'absent' }]);
  });

  it('is left to whoever can say what is wrong with it', () => {
    expect(prepared(call({ ...complete, labs: bundle(Array(61).fill(potassium)) }))).toBeUndefined();
    for (const wrong of ['{', '[]', call('none'), call({}), { ...call(complete), hookInstance: 'no' }])
      expect(() => prepared(wrong)).toThrow();
  });

  it('holds the very case that the server would read', () => {
    fc.assert(
      fc.property(generatedRecord, ({ patient: { id: _, ...whose }, resources }) => {
        const of = (type: string) => bundle(resources.filter(({ resourceType }) => resourceType === type));
        const prefetch = {
          ...complete,
          patient: { ...whose, id: 'p' },
          labs: of('Observation'),
          problems: of('Condition'),
        };
        const evidence = hookEvidence(readPrefetch(prefetch, Object.keys(complete)), { patientId: 'p' });
        const itself = caseOf(evidence, ports, at);
        const found = prepared(call(prefetch))!.prepared.case;
        expect(caseJson(found).join('')).toBe(caseJson(itself).join(''));
        expect(JSON.stringify(found)).toBe(JSON.stringify(itself));
      }),
      { numRuns: 200 },
    );
  });
});
