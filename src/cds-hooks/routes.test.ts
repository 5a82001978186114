import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { abstained, assessorOf, marfan } from '../../test/fixtures/marfan-assessment.ts';
import { testServer } from '../../test/fixtures/test-server.ts';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { createBackgroundWork } from '../http/background-work.ts';
import { emptyPaths } from '../http/empty-values.ts';

const path = '/cds-services/differential-diagnosis';
const call = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  fhirServer: 'https://ehr.example/fhir',
  fhirAuthorization: { access_token: 's3cr3t', token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' },
  context: { userId: 'Practitioner/u1', patientId: 'p1', encounterId: 'e1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, problems: null },
};
const { fhirServer: _, ...withoutServer } = call;
const { prefetch: __, ...withoutPrefetch } = call;

/** Every answer passes the lint of T3; only `cards` may be empty. */
async function ask(body: object, assessor = assessorOf(marfan), overrides = {}) {
  const server = await testServer(assessor, overrides);
  const response = await request(server.app).post(path).send(body);
  expect(emptyPaths(response.body, ['cards'])).toEqual([]);
  return { ...server, response };
}

const issue = (response: request.Response) => response.body.issue[0];

describe('POST /cds-services/:id', () => {
  it('C1 R1 answers 200 with one card', async () => {
    const { response, metrics } = await ask(call);
    expect(response.status).toBe(200);
    expect(response.body.cards).toHaveLength(1);
    expect(response.body.cards[0].summary).toMatch(/^Consider: Marfan syndrome, /);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_cards_shown_total{service="differential-diagnosis",hook="patient-view"} 1',
    );
  });

  it('C6 C7 C22 passes prefetch on unread, with the queries that discovery lists', async () => {
    const assessor = assessorOf(marfan);
    await ask(call, assessor);
    expect(assessor.requests).toMatchObject([
      {
        entrance: 'hook',
        patientId: 'p1',
        prefetch: call.prefetch,
        queries: {
          patient: 'Patient/p1',
          problems: 'Condition?patient=p1&category=problem-list-item',
          encounterDx: 'Condition?patient=p1&category=encounter-diagnosis',
          labs: 'Observation?patient=p1&category=laboratory&_count=200&_sort=-date',
          vitals: 'Observation?patient=p1&category=vital-signs&_count=50&_sort=-date',
        },
        model: 'rare-disease',
      },
    ]);
  });

  it('C14 gives the pipeline a way to read the FHIR server, and no token', async () => {
    const assessor = assessorOf(marfan);
    await ask(call, assessor);
    expect(assessor.requests).toMatchObject([{ ehr: { obtain: expect.any(Function) } }]);
    expect(JSON.stringify(assessor.requests)).not.toContain('s3cr3t');
  });

  const { fhirAuthorization } = call;
  it.each([
    ['there is no fhirServer', { fhirServer: undefined, fhirAuthorization: undefined }],
    ['the token is for another patient', { fhirAuthorization: { ...fhirAuthorization, patient: 'p2' } }],
    ['the token has expired', { fhirAuthorization: { ...fhirAuthorization, expires_in: 0 } }],
    ['there is no token', { fhirAuthorization: { token_type: 'Bearer' } }],
  ])('C13 reads nothing itself when %s', async (_, change) => {
    const assessor = assessorOf(marfan);
    const { response } = await ask({ ...call, ...change }, assessor);
    expect([response.status, assessor.requests.length]).toEqual([200, 1]);
    expect(assessor.requests[0]).not.toHaveProperty('ehr');
  });

  it('C13 takes the scope and the life of a token in whatever form they come', async () => {
    for (const odd of [
      { scope: ['a'] },
      { expires_in: '300' },
      { expires_in: 'soon' },
      { scope: null, patient: null },
    ]) {
      const assessor = assessorOf(marfan);
      await ask({ ...call, fhirAuthorization: { ...fhirAuthorization, ...odd } }, assessor);
      expect(assessor.requests[0]).toHaveProperty('ehr');
    }
  });

  it('D9 answers each hook that shares the id, by the hook’s own context', async () => {
    const assessor = assessorOf(marfan);
    const conditions = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Condition' } }] };
    const discharge = { ...call, hook: 'encounter-discharge' };
    const entering = { ...call, hook: 'problem-list-item-create', context: { ...call.context, conditions } };
    for (const body of [discharge, entering]) expect((await ask(body, assessor)).response.status).toBe(200);
    expect(assessor.requests).toMatchObject([{ patientId: 'p1' }, { patientId: 'p1', entered: conditions }]);
    expect(assessor.requests[0]).not.toHaveProperty('entered');
  });

  it('C4 does not need encounterId, and takes a reference for the patient’s id', async () => {
    const assessor = assessorOf(marfan);
    const { response } = await ask(
      { ...call, context: { userId: 'PractitionerRole/r', patientId: 'Patient/p1' } },
      assessor,
    );
    expect(response.status).toBe(200);
    expect(assessor.requests).toMatchObject([{ patientId: 'p1' }]);
  });

  it('C4 takes an encounterId without value for none, and refuses a wrong one', async () => {
    for (const encounterId of [null, '', 'Encounter/e1'])
      expect((await ask({ ...call, context: { ...call.context, encounterId } })).response.status).toBe(200);
    const { response } = await ask({ ...call, context: { ...call.context, encounterId: 'a b' } });
    expect([response.status, issue(response).expression]).toEqual([400, ['context.encounterId']]);
  });

  it('T5 tolerates unknown fields and extensions', async () => {
    const extension = { 'com.epic.cdshooks.request.bpa-trigger-action': '60' };
    const { response } = await ask({ ...call, extension, more: 1, context: { ...call.context, more: null } });
    expect(response.status).toBe(200);
  });

  it('C2 allows an open FHIR server and takes null for absent', async () => {
    const { response } = await ask({ ...call, fhirAuthorization: null });
    expect(response.status).toBe(200);
  });

  it.each([
    ['C2 hook', { ...call, hook: undefined }, 'hook'],
    ['C2 hookInstance', { ...call, hookInstance: 'not-a-uuid' }, 'hookInstance'],
    ['C2 context', { ...call, context: undefined }, 'context'],
    ['C2 fhirServer iff fhirAuthorization', withoutServer, 'fhirServer'],
    ['C4 context.patientId', { ...call, context: { userId: 'Practitioner/u1' } }, 'context.patientId'],
    ['C4 context.userId', { ...call, context: { patientId: 'p1' } }, 'context.userId'],
    ['C5 context.userId format', { ...call, context: { userId: 'Device/d', patientId: 'p1' } }, 'context.userId'],
    ['prefetch', { ...call, prefetch: [] }, 'prefetch'],
    [
      'C2 a token that fits in no header',
      { ...call, fhirAuthorization: { access_token: 'a\r\nb' } },
      'fhirAuthorization.access_token',
    ],
    [
      'C4 the encounter of encounter-discharge',
      { ...call, hook: 'encounter-discharge', context: { userId: 'Practitioner/u1', patientId: 'p1' } },
      'context.encounterId',
    ],
    [
      'C4 the conditions of problem-list-item-create',
      { ...call, hook: 'problem-list-item-create' },
      'context.conditions',
    ],
  ])('C19 answers 400 naming what is wrong: %s', async (_, body, expression) => {
    const { response } = await ask(body);
    expect(response.status).toBe(400);
    expect(issue(response).expression).toEqual([expression]);
    expect(issue(response).diagnostics).toContain(expression);
  });

  it('C3 answers 400 to a hook that the service does not list', async () => {
    const { response } = await ask({ ...call, hook: 'order-sign' });
    expect([response.status, issue(response).details.coding[0].code]).toEqual([400, 'HOOK_MISMATCH']);
  });

  it('C19 answers 404 to an unknown id, and 405 to another method', async () => {
    const { app } = await testServer(assessorOf(marfan));
    expect((await request(app).post('/cds-services/nothing').send(call)).status).toBe(404);
    expect((await request(app).get(path)).status).toBe(405);
  });

  it('C12 takes a call without prefetch, whose data the pipeline is to read', async () => {
    for (const body of [withoutPrefetch, { ...call, prefetch: {} }, { ...call, prefetch: null }]) {
      const assessor = assessorOf(marfan);
      expect((await ask(body, assessor)).response.status).toBe(200);
      expect(assessor.requests).toMatchObject([{ prefetch: {}, ehr: {} }]);
    }
  });

  it('C17 passes on the 412 of the pipeline', async () => {
    const assessor = {
      requests: [],
      assess: async () => {
        throw new HoofbeatsError('EVIDENCE_MISSING', 'Not obtained and needed: prefetch patient.');
      },
    };
    expect((await ask(call, assessor)).response.status).toBe(412);
  });

  it('answers with no card when the model abstains', async () => {
    const { response, metrics } = await ask(call, assessorOf(abstained));
    expect([response.status, response.body]).toEqual([200, { cards: [] }]);
    expect(await metrics.registry.metrics()).toContain('reason="abstained"} 1');
  });

  it('answers 503 when the model is not there, without a word about the inside', async () => {
    const assessor = {
      requests: [],
      assess: async () => {
        throw new HoofbeatsError('MODEL_UNAVAILABLE', 'No model is being served.', { log: { dir: '/srv/models' } });
      },
    };
    const { response } = await ask(call, assessor);
    expect(response.status).toBe(503);
    expect(response.text).not.toContain('/srv/models');
  });

  it('C14 never logs the token, the ids or the record', async () => {
    const { log } = await ask(call);
    const lines = log();
    expect(lines).toContain('/cds-services/:id');
    expect(lines).not.toMatch(/s3cr3t|Practitioner|"p1"|u1|Patient/);
  });

  it('never fails on a body of any shape', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const bodies = fc.oneof(fc.object(), fc.record({ hook: fc.constant('patient-view'), context: fc.anything() }));
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const json = JSON.stringify(body);
        const { status } = await request(app).post(path).set('Content-Type', 'application/json').send(json);
        expect([400, 412]).toContain(status);
      }),
      { numRuns: 40 },
    );
  });
});

describe('deadline', () => {
  const hurried = { config: loadConfig({ DEADLINE_MS: '50' }) };

  it('C20 answers {"cards":[]} in time, finishes in the background and counts it', async () => {
    let finished = false;
    const slow = {
      requests: [],
      async assess() {
        await sleep(1500);
        finished = true;
        return marfan;
      },
    };
    const { response, metrics, background } = await ask(call, slow, hurried);
    expect(response.body).toEqual({ cards: [] });
    expect(finished).toBe(false);
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_deadline_misses_total{service="differential-diagnosis"} 1',
    );
    await background.drained();
    expect(finished).toBe(true);
  });

  it('refuses with 503 while too much late work is pending, and recovers', async () => {
    const slow = { requests: [], assess: () => sleep(150, marfan) };
    const background = createBackgroundWork(1);
    const { app } = await testServer(slow, { ...hurried, background });
    const post = () => request(app).post(path).send(call);
    expect((await post()).body).toEqual({ cards: [] });
    const refused = await post();
    expect([refused.status, issue(refused).details.coding[0].code]).toEqual([503, 'OVERLOADED']);
    expect(refused.headers['retry-after']).toBe('1');
    await background.drained();
    expect((await post()).status).toBe(200);
    await background.drained();
  });

  it('logs a late failure and does not fall over it', async () => {
    const failing = {
      requests: [],
      async assess() {
        await sleep(80);
        throw new HoofbeatsError('MODEL_UNAVAILABLE', 'The model went away.');
      },
    };
    const { response, background, log } = await ask(call, failing, hurried);
    expect(response.body).toEqual({ cards: [] });
    await background.drained();
    expect(log()).toContain('late assessment failed');
  });
});
