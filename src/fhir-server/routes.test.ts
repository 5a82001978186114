import type { Bundle, OperationOutcome, RiskAssessment } from 'fhir/r4.js';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../test/fixtures/fhir-judge.ts';
import { assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import type { Assessor, OperationRequest } from '../assessment/assessor.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { emptyPaths } from '../http/empty-values.ts';

const patient = (id: string) => ({ resourceType: 'Patient', id });
const condition = (id: string, of: string) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${of}` },
  code: { text: 'Ectopia lentis' },
});
const bundleOf = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

/** Answers for whichever patient is asked about; fails for those called `broken`, `crash` and `modelless`. */
function perPatient() {
  const requests: OperationRequest[] = [];
  const assessor: Assessor = {
    async assess(request) {
      if (request.entrance !== 'operation') throw new Error('unexpected entrance');
      requests.push(request);
      const { id } = request.patient;
      if (id === 'broken') throw new HoofbeatsError('FHIR_INVALID', 'The Patient cannot be read.');
      if (id === 'crash') throw new TypeError('Quijano is not iterable');
      if (id === 'modelless') throw new HoofbeatsError('MODEL_UNAVAILABLE', 'No model is being served.');
      const subject = { reference: `Patient/${id}` };
      return { ...marfan, id: `a-${id}`, case: { ...marfan.case, subject, issues: [] } };
    },
  };
  return { assessor, requests };
}

/** A Bundle when all went well, otherwise an OperationOutcome. */
type Answer = Pick<Bundle, 'entry'> & Pick<OperationOutcome, 'issue'>;

async function ask(body: unknown, assessor: Assessor = perPatient().assessor, path = '/fhir/$differential') {
  const { app, log } = await testServer(assessor);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await request(app).post(path).set('Content-Type', 'application/fhir+json').send(text);
  expect(response.headers['content-type']).toMatch(/^application\/fhir\+json/);
  const resource: Answer = JSON.parse(response.text);
  expect(emptyPaths(resource)).toEqual([]);
  return { status: response.status, resource, log };
}
const answered = (bundle: Answer) =>
  (bundle.entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource) => resource?.resourceType === 'RiskAssessment') as RiskAssessment[];
const outcomeOf = (bundle: Answer) =>
  bundle.entry?.map(({ resource }) => resource).find((resource) => resource?.resourceType === 'OperationOutcome') as
    | OperationOutcome
    | undefined;

describe('POST /fhir/$differential', () => {
  it('C4 T4 answers a Bundle that is valid FHIR R4, at system and at type level', async () => {
    for (const path of ['/fhir/$differential', '/fhir/Patient/$differential']) {
      const { status, resource } = await ask(bundleOf(patient('p1'), condition('c1', 'p1')), assessorOf(marfan), path);
      expect(status).toBe(200);
      expect(problemsOf(resource)).toEqual([]);
      for (const { resource: entry } of resource.entry ?? []) expect(problemsOf(entry)).toEqual([]);
      expect(answered(resource)).toHaveLength(1);
    }
  });

  it('reports issues about the data as information and warnings', async () => {
    const { resource } = await ask(bundleOf(patient('p1')), assessorOf(marfan));
    expect(outcomeOf(resource)?.issue).toMatchObject([
      { severity: 'information', code: 'informational', details: { coding: [{ code: 'duplicate' }] } },
      { severity: 'warning', code: 'processing', diagnostics: 'Observation/o4' },
    ]);
  });

  it('gives many patients one RiskAssessment each, in order, each from its own resources', async () => {
    const { assessor, requests } = perPatient();
    const body = bundleOf(patient('b'), condition('c1', 'a'), patient('a'), condition('c2', 'b'), condition('c3', 'z'));
    const { resource } = await ask(body, assessor);
    expect(answered(resource).map(({ subject }) => subject.reference)).toEqual(['Patient/b', 'Patient/a']);
    expect(requests.map(({ patient, resources }) => [patient.id, resources.map(({ id }) => id)])).toEqual([
      ['b', ['c2']],
      ['a', ['c1']],
    ]);
    expect(outcomeOf(resource)?.issue[0]).toMatchObject({
      severity: 'warning',
      expression: ['Bundle.entry[4].resource'],
    });
  });

  it('names a patient who cannot be assessed among others, and fails when there is no other', async () => {
    const { status, resource } = await ask(bundleOf(patient('ok'), patient('broken')));
    expect([status, answered(resource).length]).toEqual([200, 1]);
    expect(outcomeOf(resource)?.issue[0]).toMatchObject({
      severity: 'error',
      diagnostics: expect.stringContaining('Patient/broken'),
    });
    expect((await ask(bundleOf(patient('broken')))).status).toBe(400);
  });

  it('answers the others when one assessment fails unexpectedly, and logs the cause', async () => {
    const { status, resource, log } = await ask(bundleOf(patient('a'), patient('crash'), patient('b')));
    expect([status, answered(resource).length]).toEqual([200, 2]);
    expect(outcomeOf(resource)?.issue).toHaveLength(1);
    expect(outcomeOf(resource)?.issue[0]).toMatchObject({
      severity: 'error',
      details: { coding: [{ code: 'INTERNAL' }], text: 'Something failed inside the server.' },
      diagnostics: expect.stringContaining('Patient/crash: Something failed'),
    });
    const lines = log();
    expect(lines).toMatch(/"cause":\{"kind":"TypeError","stack":\["at /);
    expect(lines).toContain('"route":"/fhir/$differential"');
    expect(JSON.stringify(resource) + lines).not.toContain('Quijano');
  });

  it('fails as a whole when the model is not there', async () => {
    expect((await ask(bundleOf(patient('a'), patient('modelless')))).status).toBe(503);
    expect((await ask(bundleOf(patient('crash')))).status).toBe(500);
  });

  it('takes Parameters: patient, resource, bundle and top', async () => {
    const { assessor, requests } = perPatient();
    const { status, resource } = await ask(
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'patient', resource: patient('p1') },
          { name: 'resource', resource: condition('c1', 'p1') },
          { name: 'bundle', resource: bundleOf(condition('c2', 'p1')) },
          { name: 'top', valueInteger: 1 },
          { name: 'colour', valueString: 'blue' },
        ],
      },
      assessor,
    );
    expect(status).toBe(200);
    expect(requests[0]?.patient.id).toBe('p1');
    expect(requests[0]?.resources.map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(answered(resource)[0]?.prediction).toHaveLength(1);
    expect(outcomeOf(resource)?.issue[0]?.expression).toEqual(['Parameters.parameter[4].name']);
  });

  const parameters = (...parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter });
  it.each([
    ['not JSON', '{', 'BODY_NOT_JSON', undefined],
    ['not FHIR', { hello: 1 }, 'FHIR_INVALID', 'resourceType'],
    ['a list', [], 'FHIR_INVALID', undefined],
    ['another resource type', { resourceType: 'Observation' }, 'RESOURCE_TYPE', 'resourceType'],
    ['an entry that is no list', { resourceType: 'Bundle', entry: 7 }, 'FHIR_INVALID', 'Bundle.entry'],
    ['no Patient', bundleOf(condition('c1', 'p1')), 'PATIENT_MISSING', 'Bundle.entry'],
    ['an empty Bundle', { resourceType: 'Bundle', type: 'collection' }, 'PATIENT_MISSING', 'Bundle.entry'],
    [
      'more patients than a call takes',
      bundleOf(...Array.from({ length: 201 }, (_, at) => patient(`p${at}`))),
      'REQUEST_INVALID',
      'Bundle.entry',
    ],
    ['no parameters', { resourceType: 'Parameters' }, 'PATIENT_MISSING', 'Parameters.parameter'],
    [
      'a parameter without resource',
      parameters({ name: 'bundle' }),
      'FHIR_INVALID',
      'Parameters.parameter[0].resource',
    ],
    [
      'a bundle that is none',
      parameters({ name: 'bundle', resource: patient('p') }),
      'RESOURCE_TYPE',
      'Parameters.parameter[0].resource',
    ],
    [
      'a patient that is none',
      parameters({ name: 'patient', resource: condition('c', 'p') }),
      'RESOURCE_TYPE',
      'Parameters.parameter[0].resource',
    ],
    [
      'top out of range',
      parameters({ name: 'patient', resource: patient('p') }, { name: 'top', valueInteger: 0 }),
      'REQUEST_INVALID',
      'Parameters.parameter[1].valueInteger',
    ],
  ])('answers %s with a 4xx that names element and mend', async (_, body, code, expression) => {
    const { status, resource } = await ask(body);
    expect(status).toBe(400);
    expect(problemsOf(resource)).toEqual([]);
    expect(resource.issue[0]?.details?.coding?.[0]?.code).toBe(code);
    expect(resource.issue[0]?.diagnostics).toMatch(/(Send|Include|Correct) .*\.$/);
    expect(resource.issue[0]?.expression?.[0]).toBe(expression);
  });

  it('takes a Bundle of five megabytes and 10,000 Observations', async () => {
    const observation = {
      resourceType: 'Observation',
      subject: { reference: 'Patient/p1' },
      note: [{ text: 'x'.repeat(420) }],
    };
    const body = JSON.stringify(bundleOf(patient('p1'), ...Array.from({ length: 10_000 }, () => observation)));
    expect(body.length).toBeGreaterThan(5_000_000);
    expect((await ask(body)).status).toBe(200);
  });
});

describe('conformance resources', () => {
  const read = async (path: string) => {
    const { app, dependencies } = await testServer(assessorOf(marfan));
    const response = await request(app).get(path);
    expect([path, response.status, response.headers['content-type']]).toEqual([
      path,
      200,
      'application/fhir+json; charset=utf-8',
    ]);
    return { resource: JSON.parse(response.text), published: dependencies.published };
  };

  it('T4 /fhir/metadata is a valid CapabilityStatement of this version at this address', async () => {
    const { resource } = await read('/fhir/metadata');
    expect(problemsOf(resource)).toEqual([]);
    expect(resource).toMatchObject({
      resourceType: 'CapabilityStatement',
      software: { version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      implementation: { url: 'https://ddx.example/fhir' },
    });
  });

  it('T4 every published resource is valid FHIR R4, holds nothing empty, and can be read', async () => {
    const { published } = await read('/fhir/metadata');
    expect(published.length).toBeGreaterThan(8);
    for (const resource of published) {
      expect([resource.id, problemsOf(resource)]).toEqual([resource.id, []]);
      expect(emptyPaths(resource)).toEqual([]);
      expect((await read(`/fhir/${resource.resourceType}/${resource.id}`)).resource).toEqual(resource);
    }
  });

  it('every canonical that they name is published', async () => {
    const { published } = await read('/fhir/metadata');
    const urls = new Set(published.map((resource) => ('url' in resource ? resource.url : undefined)));
    // Topics are made from a table and served beside; test/integration/subscription-server.test.ts reads them.
    const named =
      JSON.stringify(published).match(/https:\/\/hoofbeats\.example\/fhir\/(?!SubscriptionTopic)[A-Za-z]+\/[a-z-]+/g) ??
      [];
    expect([...new Set(named)].filter((url) => !urls.has(url))).toEqual([]);
  });
});
