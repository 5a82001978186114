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

function gather(prefetch: Record<string, unknown>) {
  const request: HookRequest = {
    entrance: 'hook',
    patientId: 'p1',
    prefetch,
    expectedKeys: ['patient', 'problems', 'labs'],
    model: 'rare-disease',
  };
  return gatherEvidence({ request } as Draft).evidence!;
}

function refusal(prefetch: Record<string, unknown>): HoofbeatsError {
  try {
    gather(prefetch);
  } catch (thrown) {
    if (thrown instanceof HoofbeatsError) return thrown;
  }
  throw new Error('it was accepted');
}

describe('gather evidence from prefetch', () => {
  it('takes resources and Bundles, whatever the reference form', () => {
    const evidence = gather({ patient, problems: searchset(condition), labs: searchset(observation) });
    expect(evidence.conditions).toEqual([condition]);
    expect(evidence.observations).toEqual([observation]);
    expect(evidence.notObtained).toEqual([]);
  });

  it('C6 notes an absent key', () => {
    expect(gather({ patient, labs: searchset(observation) }).notObtained).toEqual([
      { what: 'problems', reason: 'absent' },
    ]);
  });

  it('C7 takes null for known to be empty', () => {
    expect(gather({ patient, problems: null, labs: searchset(observation) }).notObtained).toEqual([]);
  });

  it('C8 tells an OperationOutcome from data', () => {
    const evidence = gather({
      patient,
      problems: { resourceType: 'OperationOutcome', issue: [] },
      labs: searchset(observation),
    });
    expect(evidence.notObtained).toEqual([{ what: 'problems', reason: 'failed' }]);
  });

  it('C9 takes a Bundle without entries for known to be empty', () => {
    const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
    expect(gather({ patient, problems: empty, labs: empty }).notObtained).toEqual([]);
  });

  it('C10 reads an outcome entry neither as data nor as a failure', () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'processing' }] };
    const labs = { ...searchset(), entry: [{ resource: outcome, search: { mode: 'outcome' } }] };
    const evidence = gather({ patient, problems: searchset(condition), labs });
    expect(evidence.notObtained).toEqual([]);
    expect(evidence.observations).toEqual([]);
  });

  it('C11 notes a page that is not the last', () => {
    const page = {
      ...searchset(observation),
      link: [{ relation: 'next', url: 'https://ehr.example.org/fhir?page=2' }],
    };
    expect(gather({ patient, problems: null, labs: page }).notObtained).toEqual([
      { what: 'labs', reason: 'truncated' },
    ]);
  });

  it('C12 C17 answers 412 naming the keys when nothing came', () => {
    const error = refusal({});
    expect(error.code).toBe('EVIDENCE_MISSING');
    expect(error.entry.status).toBe(412);
    expect(error.expression).toEqual(['prefetch.patient', 'prefetch.problems', 'prefetch.labs']);
  });

  it('C18 needs the Patient and at least something else', () => {
    expect(refusal({ problems: searchset(condition), labs: null }).expression).toEqual(['prefetch.patient']);
    expect(refusal({ patient }).expression).toEqual(['prefetch.problems', 'prefetch.labs']);
  });

  it('recognises resources under keys that a site has renamed', () => {
    const evidence = gather({ '-pat': patient, '-dx': searchset(condition), '-lab': searchset(observation) });
    expect(evidence.conditions).toHaveLength(1);
    expect(evidence.observations).toHaveLength(1);
    expect(evidence.notObtained).toEqual([]);
  });

  it('refuses another patient’s record and drops resources of somebody else', () => {
    expect(refusal({ patient: { ...patient, id: 'p2' }, problems: null, labs: null }).code).toBe('REQUEST_INVALID');
    const foreign = { ...observation, subject: { reference: 'Patient/p2' } };
    const evidence = gather({ patient, problems: null, labs: searchset(foreign, observation) });
    expect(evidence.observations).toEqual([observation]);
    expect(evidence.issues.map(({ code }) => code)).toEqual(['patient-unresolved']);
  });

  it('C18 reports what is absent beside keys of the site’s own', () => {
    const absent = (prefetch: Record<string, unknown>) =>
      gather({ patient, ...prefetch }).notObtained.map(({ what, reason }) => `${what} ${reason}`);
    expect(absent({ labs: null, 'site-extra': null })).toEqual(['problems absent']);
    expect(absent({ '-lab': searchset(observation), '-x': null })).toEqual(['problems absent']);
    expect(absent({ '-x': searchset(observation), problems: null })).toEqual([]);
  });

  it('recognises content under another key by its category, where it has one', () => {
    const category = (code: string) => ({ category: [{ coding: [{ code }] }] });
    const vitals = searchset({ ...observation, ...category('vital-signs') });
    const labs = searchset({ ...observation, ...category('laboratory') });
    expect(gather({ patient, problems: null, '-v': vitals }).notObtained).toEqual([{ what: 'labs', reason: 'absent' }]);
    expect(gather({ patient, problems: null, '-v': labs }).notObtained).toEqual([]);
    // Under a key of ours a result without category is what that key asks for, and nothing more.
    expect(gather({ patient, problems: searchset(condition, observation) }).notObtained).toEqual([
      { what: 'labs', reason: 'absent' },
    ]);
  });

  it('takes a value that is not FHIR for a failed attempt, and says so', () => {
    for (const value of ['', 'text', 7, [], {}, { resourceType: 7 }]) {
      const { notObtained, issues, conditions } = gather({ patient, problems: searchset(condition), labs: value });
      expect(notObtained).toEqual([{ what: 'labs', reason: 'failed' }]);
      expect(issues).toMatchObject([{ severity: 'warning', code: 'prefetch-malformed', expression: 'prefetch.labs' }]);
      expect(conditions).toHaveLength(1);
    }
    const torn = gather({ patient, problems: null, labs: { resourceType: 'Bundle', entry: 'no' } });
    expect(torn.notObtained).toEqual([{ what: 'labs', reason: 'failed' }]);
    expect(torn.issues).toMatchObject([
      { expression: 'prefetch.labs.entry', text: 'prefetch.labs.entry is not a list, so it was not used.' },
    ]);
  });

  it('takes a whole record under one key', () => {
    const evidence = gather({ record: searchset(patient, condition, observation) });
    expect([evidence.conditions, evidence.observations, evidence.notObtained]).toEqual([
      [condition],
      [observation],
      [],
    ]);
  });

  it('refuses with 400 when what is needed is not FHIR', () => {
    const spoilt = refusal({ patient: '', problems: searchset(condition), labs: null });
    expect([spoilt.code, spoilt.expression]).toEqual(['FHIR_INVALID', ['prefetch.patient']]);
    const rest = refusal({ patient, problems: '', labs: [] });
    expect([rest.code, rest.expression]).toEqual(['FHIR_INVALID', ['prefetch.problems', 'prefetch.labs']]);
    expect(refusal({ problems: '', labs: null }).code).toBe('EVIDENCE_MISSING');
  });
});
