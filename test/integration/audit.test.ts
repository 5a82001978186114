import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditEvent, Bundle } from 'fhir/r4.js';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Assessor } from '../../src/assessment/assessor.ts';
import { findRecords, readChain } from '../../src/audit/audit-log.ts';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import { loadConfig } from '../../src/config/load.ts';
import { emptyPaths } from '../../src/http/empty-values.ts';
import type { Records } from '../../src/records.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { marfan } from '../fixtures/marfan-assessment.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { openTestRecords } from '../fixtures/test-records.ts';
import { testServer } from '../fixtures/test-server.ts';

const token = 'tok-5f0c9a7e-never-to-be-stored';
const jwt = 'eyJhbGciOiJFUzM4NCJ9.eyJpc3MiOiJodHRwczovL2VociJ9.c2lnbmF0dXJl';
const call = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  fhirServer: 'https://ehr.example/fhir',
  fhirAuthorization: {
    access_token: token,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'patient/*.rs',
    subject: 's',
  },
  context: { userId: 'Practitioner/u1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' }, conditions: null, observations: null },
};
const operation = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: { resourceType: 'Patient', id: 'p1' } }],
};

/** Keeps what the pipeline would keep, and answers with it. */
const keepingAssessor = ({ keep }: Records): Assessor => {
  let runs = 0;
  return {
    async assess({ model, caller = {} }) {
      runs += 1;
      const assessment = { ...marfan, id: `00000000-0000-4000-8000-${String(runs).padStart(12, '0')}` };
      await keep({ assessment, model, caller, input: runs });
      return assessment;
    },
  };
};

describe('the audit log', () => {
  let dir: string;
  let records: Records;
  let losses: unknown[];
  beforeEach(async () => {
    dir = temporaryFolder();
    losses = [];
    records = await openTestRecords(dir, { onLoss: (thrown) => losses.push(thrown) });
  });
  afterEach(() => records.close());

  async function server(settings: Readonly<Record<string, string>> = {}) {
    const config = loadConfig({ PUBLIC_URL: 'https://ddx.example', ...settings });
    const { app, log } = await testServer(keepingAssessor(records), { records, config });
    return { app, log };
  }
  const post = (app: Parameters<typeof request>[0], path: string, body: object, id: string) =>
    request(app).post(path).set('X-Request-Id', id).set('Authorization', `Bearer ${jwt}`).send(body);
  /** The records, oldest first, when those that follow an answer have been written. */
  async function logged() {
    await sleep(100);
    await records.trail.drained();
    return (await findRecords({ count: 100 }, records.db)).toReversed();
  }

  it('has one record per call, prediction and refusal, tied together by the request', async () => {
    const { app } = await server();
    await post(app, '/cds-services/differential-diagnosis', call, 'one');
    await post(app, '/fhir/$differential', operation, 'two');
    await post(app, '/cds-services/differential-diagnosis', { ...call, hook: 'order-select' }, 'three');
    await request(app).get('/cds-services');
    await request(app).get('/nowhere');
    const patient = records.pseudonymise(marfan.case.subject.reference, { client: 'open-mode' });
    const caller = { client: 'open-mode' };
    expect(await logged()).toMatchObject([
      {
        kind: 'prediction',
        requestId: 'one',
        user: 'Practitioner/u1',
        patient,
        ...caller,
        model: 'rare-disease 0.1.0',
      },
      { kind: 'call', requestId: 'one', route: 'POST /cds-services/:id', status: 200, ...caller },
      { kind: 'prediction', requestId: 'two', patient, ...caller },
      { kind: 'call', requestId: 'two', route: 'POST /fhir/$differential', status: 200 },
      { kind: 'refusal', requestId: 'three', status: 400, code: 'HOOK_MISMATCH' },
    ]);
    expect(await verifyChain(await readChain(records.db), records.keys.audit)).toMatchObject({ ok: true, records: 5 });
  });

  it('C14 J12 holds no access token and no JWT, and neither does anything else on disk', async () => {
    const { app } = await server();
    await post(app, '/cds-services/differential-diagnosis', call, 'one');
    await post(app, '/cds-services/differential-diagnosis', { ...call, context: { userId: jwt } }, 'two');
    expect(await logged()).toHaveLength(3);
    const files = readdirSync(dir).map((name) => readFileSync(join(dir, name)));
    expect(files.some((bytes) => bytes.includes('POST /cds-services/:id'))).toBe(true);
    for (const secret of [token, jwt, jwt.split('.')[1]!, marfan.case.subject.reference, 'Ectopia'])
      expect(
        files.some((bytes) => bytes.includes(secret)),
        secret,
      ).toBe(false);
  });

  it('gives no answer any more when one could not be recorded, until one can', async () => {
    const { app } = await server();
    const answer = async () => {
      const { status, body } = await post(app, '/cds-services/differential-diagnosis', call, 'one');
      await logged();
      return [status, body.issue?.[0].details.coding[0].code ?? 'card'];
    };
    expect(await answer()).toEqual([200, 'card']);
    const head = await records.db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
    await records.db.deleteFrom('audit_head').execute();
    expect(await answer()).toEqual([200, 'card']);
    expect(losses).toMatchObject([{ code: 'RECORD_ALTERED' }]);
    expect(await answer()).toEqual([500, 'RECORD_ALTERED']);
    await records.db.insertInto('audit_head').values(head).execute();
    expect(await answer()).toEqual([200, 'card']);
    expect(losses).toHaveLength(1);
  });

  it('is read and searched as FHIR AuditEvents that are valid R4', async () => {
    const { app } = await server();
    await post(app, '/cds-services/differential-diagnosis', call, 'one');
    await post(app, '/cds-services/differential-diagnosis', { ...call, hook: 'order-select' }, 'two');
    await logged();
    const search = async (query: string) => {
      const response = await request(app).get(`/fhir/AuditEvent?${query}`);
      expect(response.headers['content-type']).toMatch(/^application\/fhir\+json/);
      const bundle = JSON.parse(response.text) as Bundle<AuditEvent>;
      expect(response.status, response.text).toBe(200);
      expect(problemsOf(bundle)).toEqual([]);
      expect(emptyPaths(bundle)).toEqual([]);
      const events = (bundle.entry ?? []).map(({ resource }) => resource!);
      for (const event of events) expect(problemsOf(event)).toEqual([]);
      return { bundle, events, kinds: events.map(({ subtype }) => subtype?.[0]?.code) };
    };
    expect((await search('')).kinds).toEqual(['refusal', 'call', 'prediction']);
    const patient = marfan.case.subject.reference;
    const found = await search(`patient=${patient}&client=open-mode`);
    expect(found.kinds).toEqual(['prediction']);
    expect(found.events[0]).toMatchObject({
      action: 'E',
      outcome: '0',
      agent: [
        { who: { reference: 'Practitioner/u1' }, requestor: true },
        { name: 'open-mode', requestor: false },
      ],
      entity: [{ what: { type: 'Patient', identifier: { value: expect.not.stringContaining('p1') } } }, {}],
    });
    expect((await search(`patient=${patient}&client=https://another.ehr`)).kinds).toEqual([]);
    expect((await search('subtype=refusal')).events[0]).toMatchObject({ outcome: '4', outcomeDesc: 'HOOK_MISMATCH' });
    const today = new Date().toISOString().slice(0, 10);
    expect((await search(`subtype=refusal&date=${today}`)).kinds).toEqual(['refusal']);
    expect((await search(`subtype=refusal&date=ge${today}&date=lt2999-01-01`)).kinds).toEqual(['refusal']);
    expect((await search(`date=gt${today}`)).kinds).toEqual([]);
    // To read the log is a call that is logged.
    expect((await search('')).kinds[0]).toBe('call');
    const [event] = found.events;
    const read = await request(app).get(`/fhir/AuditEvent/${event!.id}`);
    expect(JSON.parse(read.text)).toEqual(event);
    for (const id of ['0', '99', 'x', '1e3'])
      expect((await request(app).get(`/fhir/AuditEvent/${id}`)).status, id).toBe(404);
  });

  it('is searched page by page, by the links of each page', async () => {
    const { app } = await server();
    for (let count = 0; count < 5; count += 1) await records.trail.record({ kind: 'call', route: 'POST /x' });
    const ids: string[] = [];
    let url: string | undefined = '/fhir/AuditEvent?subtype=call&_count=2';
    while (url) {
      const bundle: Bundle = JSON.parse((await request(app).get(url)).text);
      ids.push(...(bundle.entry ?? []).map(({ resource }) => resource!.id!));
      url = bundle.link?.find(({ relation }) => relation === 'next')?.url.replace('https://ddx.example', '');
    }
    expect(ids).toEqual(['5', '4', '3', '2', '1']);
  });

  it('refuses a search that it does not understand, naming the parameter', async () => {
    const { app } = await server();
    for (const [query, expression] of [
      ['date=yesterday', 'date[0]'],
      ['date=2026-02-31T99:00Z', 'date[0]'],
      ['_count=0', '_count'],
      ['subtype=gossip', 'subtype'],
      ['patient=a&patient=b', 'patient'],
    ]) {
      const response = await request(app).get(`/fhir/AuditEvent?${query}`);
      expect(response.status, query).toBe(400);
      expect(JSON.parse(response.text).issue[0].expression, query).toEqual([expression]);
    }
    expect((await request(app).get('/fhir/AuditEvent?agent=x')).status).toBe(400);
  });

  it('opens to the auditor alone where others could reach it', async () => {
    const AUDIT_TOKEN = 'a-token-of-the-auditor';
    const { app } = await server({ AUDIT_TOKEN });
    const ask = (authorization: string) => request(app).get('/fhir/AuditEvent').set('Authorization', authorization);
    expect((await request(app).get('/fhir/AuditEvent')).status).toBe(401);
    expect((await ask('Bearer wrong')).status).toBe(401);
    expect((await ask(`Bearer ${jwt}`)).status).toBe(401);
    expect((await ask(`Bearer ${AUDIT_TOKEN}`)).status).toBe(200);
    expect((await logged()).map(({ kind }) => kind)).toEqual(['refusal', 'refusal', 'refusal', 'call']);
    const exposed = await server({ HOST: '0.0.0.0', OPEN_MODE: 'network' });
    expect((await request(exposed.app).get('/fhir/AuditEvent')).status).toBe(401);
  });
});
