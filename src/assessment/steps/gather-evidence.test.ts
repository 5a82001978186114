import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { HookRequest } from '../assessor.ts';
import type { Draft } from '../draft.ts';
import { gatherEvidence } from './gather-evidence.ts';

const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1990-01-01' };
const observation = { resourceType: 'Observation', id: 'o1', subject: { reference: 'Patient/p1' } };
const condition = {
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: 'https://ehr.example.org/fhir/Patient/p1' },
};
const searchset = (...resources: object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource })),
});

async function gather(prefetch: Record<string, unknown>, more: Partial<HookRequest> = {}) {
  const request: HookRequest = {
    entrance: 'hook',
    patientId: 'p1',
    prefetch,
    queries: { patient: 'Patient/p1', problems: 'Condition?patient=p1', labs: 'Observation?patient=p1' },
    model: 'rare-disease',
    ...more,
  };
  return (await gatherEvidence({ request } as Draft)).evidence!;
}

async function refusal(prefetch: Record<string, unknown>, more: Partial<HookRequest> = {}): Promise<HoofbeatsError> {
  const thrown: unknown = await gather(prefetch, more).then(
    () => new Error('it was accepted'),
    (error) => error,
  );
  if (thrown instanceof HoofbeatsError) return thrown;
  throw thrown;
}

describe('gather evidence from prefetch', () => {
  it('takes resources and Bundles, whatever the reference form', async () => {
    const evidence = await gather({ patient, problems: searchset(condition), labs: searchset(observation) });
    expect(evidence.conditions).toEqual([condition]);
    expect(evidence.observations).toEqual([observation]);
    expect(evidence.notObtained).toEqual([]);
  });

  it('takes QuestionnaireResponses under a key of the site', async () => {
    const response = { resourceType: 'QuestionnaireResponse', id: 'q1', subject: { reference: 'Patient/p1' } };
    const evidence = await gather({ patient, problems: null, labs: null, answers: searchset(response) });
    expect(evidence.questionnaireResponses).toEqual([response]);
  });

  it('C6 notes an absent key', async () => {
    expect((await gather({ patient, labs: searchset(observation) })).notObtained).toEqual([
      { what: 'problems', reason: 'absent' },
    ]);
  });

  it('C7 takes null for known to be empty', async () => {
    expect((await gather({ patient, problems: null, labs: searchset(observation) })).notObtained).toEqual([]);
  });

  it('C8 tells an OperationOutcome from data', async () => {
    const evidence = await gather({
      patient,
      problems: { resourceType: 'OperationOutcome', issue: [] },
      labs: searchset(observation),
    });
    expect(evidence.notObtained).toEqual([{ what: 'problems', reason: 'failed' }]);
  });

  it('C9 takes a Bundle without entries for known to be empty', async () => {
    const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
    expect((await gather({ patient, problems: empty, labs: empty })).notObtained).toEqual([]);
  });

  it('C10 reads an outcome entry neither as data nor as a failure', async () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] };
    const labs = { ...searchset(), entry: [{ resource: outcome, search: { mode: 'outcome' } }] };
    const evidence = await gather({ patient, problems: searchset(condition), labs });
    expect(evidence.notObtained).toEqual([]);
    expect(evidence.observations).toEqual([]);
  });

  it('C11 notes a page that is not the last', async () => {
    const page = {
      ...searchset(observation),
      link: [{ relation: 'next', url: 'https://ehr.example.org/fhir?page=2' }],
    };
    expect((await gather({ patient, problems: null, labs: page })).notObtained).toEqual([
      { what: 'labs', reason: 'truncated' },
    ]);
  });

  it('C12 C17 answers 412 naming the keys when nothing came', async () => {
    const error = await refusal({});
    expect(error.code).toBe('EVIDENCE_MISSING');
    expect(error.entry.status).toBe(412);
    expect(error.expression).toEqual(['prefetch.patient', 'prefetch.problems', 'prefetch.labs']);
  });

  it('C18 needs the Patient and at least something else', async () => {
    expect((await refusal({ problems: searchset(condition), labs: null })).expression).toEqual(['prefetch.patient']);
    expect((await refusal({ patient })).expression).toEqual(['prefetch.problems', 'prefetch.labs']);
  });

  it('C6 C22 recognises resources under keys that a site has renamed', async () => {
    const evidence = await gather({ '-pat': patient, '-dx': searchset(condition), '-lab': searchset(observation) });
    expect(evidence.conditions).toHaveLength(1);
    expect(evidence.observations).toHaveLength(1);
    expect(evidence.notObtained).toEqual([]);
  });

  it('refuses another patient’s record and drops resources of somebody else', async () => {
    expect((await refusal({ patient: { ...patient, id: 'p2' }, problems: null, labs: null })).code).toBe(
      'REQUEST_INVALID',
    );
    const foreign = { ...observation, subject: { reference: 'Patient/p2' } };
    const evidence = await gather({ patient, problems: null, labs: searchset(foreign, observation) });
    expect(evidence.observations).toEqual([observation]);
    expect(evidence.issues.map(({ code }) => code)).toEqual(['patient-unresolved']);
  });

  it('C18 reports what is absent beside keys of the site’s own', async () => {
    const absent = async (prefetch: Record<string, unknown>) =>
      (await gather({ patient, ...prefetch })).notObtained.map(({ what, reason }) => `${what} ${reason}`);
    expect(await absent({ labs: null, 'site-extra': null })).toEqual(['problems absent']);
    expect(await absent({ '-lab': searchset(observation), '-x': null })).toEqual(['problems absent']);
    expect(await absent({ '-x': searchset(observation), problems: null })).toEqual([]);
  });

  it('recognises content under another key by its category, where it has one', async () => {
    const category = (code: string) => ({ category: [{ coding: [{ code }] }] });
    const vitals = searchset({ ...observation, ...category('vital-signs') });
    const labs = searchset({ ...observation, ...category('laboratory') });
    expect((await gather({ patient, problems: null, '-v': vitals })).notObtained).toEqual([
      { what: 'labs', reason: 'absent' },
    ]);
    expect((await gather({ patient, problems: null, '-v': labs })).notObtained).toEqual([]);
    // Under a key of ours a result without category is what that key asks for, and nothing more.
    expect((await gather({ patient, problems: searchset(condition, observation) })).notObtained).toEqual([
      { what: 'labs', reason: 'absent' },
    ]);
  });

  it('C8 takes a value that is not FHIR for a failed attempt, and says so', async () => {
    for (const value of ['', 'text', 7, [], {}, { resourceType: 7 }]) {
      const { notObtained, issues, conditions } = await gather({
        patient,
        problems: searchset(condition),
        labs: value,
      });
      expect(notObtained).toEqual([{ what: 'labs', reason: 'failed' }]);
      expect(issues).toMatchObject([{ severity: 'warning', code: 'prefetch-malformed', expression: 'prefetch.labs' }]);
      expect(conditions).toHaveLength(1);
    }
    const torn = await gather({ patient, problems: null, labs: { resourceType: 'Bundle', entry: 'no' } });
    expect(torn.notObtained).toEqual([{ what: 'labs', reason: 'failed' }]);
    expect(torn.issues).toMatchObject([
      { expression: 'prefetch.labs.entry', text: 'prefetch.labs.entry is not a list, so it was not used.' },
    ]);
  });

  it('takes a whole record under one key', async () => {
    const evidence = await gather({ record: searchset(patient, condition, observation) });
    expect([evidence.conditions, evidence.observations, evidence.notObtained]).toEqual([
      [condition],
      [observation],
      [],
    ]);
  });

  it('C19 refuses with 400 when what is needed is not FHIR', async () => {
    const spoilt = await refusal({ patient: '', problems: searchset(condition), labs: null });
    expect([spoilt.code, spoilt.expression]).toEqual(['FHIR_INVALID', ['prefetch.patient']]);
    const rest = await refusal({ patient, problems: '', labs: [] });
    expect([rest.code, rest.expression]).toEqual(['FHIR_INVALID', ['prefetch.problems', 'prefetch.labs']]);
    expect((await refusal({ problems: '', labs: null })).code).toBe('EVIDENCE_MISSING');
  });
});

describe('gather evidence of a site with codes of its own', () => {
  it('reads its laboratory codes as the crosswalk says', async () => {
    const local = { ...observation, code: { coding: [{ system: 'urn:oid:1.2.3', code: 'NA' }] } };
    const loincOf = (system: string, code: string) => (system === 'urn:oid:1.2.3' && code === 'NA' ? ['2951-2'] : []);
    const { observations } = await gather({ patient, problems: null, labs: searchset(local) }, { loincOf });
    expect(observations).toMatchObject([{ code: { coding: [{ code: 'NA' }, { code: '2951-2' }] } }]);
  });
});

describe('gather evidence from the hook’s context', () => {
  const entered = (...resources: object[]) => ({
    resourceType: 'Bundle',
    entry: resources.map((resource) => ({ resource })),
  });
  const confirmed = { coding: [{ code: 'confirmed' }] };

  it('C4 counts Conditions that are being entered as provisional, unless they say how certain they are', async () => {
    const evidence = await gather(
      { patient, problems: null, labs: null },
      { entered: entered(condition, { ...condition, id: 'c2', verificationStatus: confirmed }) },
    );
    expect(evidence.conditions).toMatchObject([
      { id: 'c1', verificationStatus: { coding: [{ code: 'provisional' }] } },
      { id: 'c2', verificationStatus: confirmed },
    ]);
  });

  it('C18 takes them for evidence when there is nothing else, and nothing but Conditions', async () => {
    const evidence = await gather({ patient }, { entered: entered(condition, observation, { ...patient, id: 'p2' }) });
    expect([evidence.conditions.length, evidence.observations]).toEqual([1, []]);
    expect((await refusal({ patient }, { entered: entered() })).code).toBe('EVIDENCE_MISSING');
  });

  it('C19 refuses a Bundle whose entries are no list', async () => {
    const error = await refusal({ patient, labs: null }, { entered: { resourceType: 'Bundle', entry: 7 } });
    expect([error.code, error.expression]).toEqual(['FHIR_INVALID', ['context.conditions.entry']]);
  });
});
