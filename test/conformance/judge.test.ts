import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../../src/errors/hoofbeats-error.ts';
import { type ErrorCode, errorTable } from '../../src/errors/table.ts';
import { emptyPaths } from '../../src/http/empty-values.ts';
import { operationOutcome } from '../../src/http/operation-outcome.ts';
import { problemsOf } from '../fixtures/fhir-judge.ts';
import { callAbout, examples, resourcesOf } from './answers.ts';
import { openWholeServer, type ServedRoute, servedRoutes, type WholeServer } from './whole-server.ts';

interface Exchange {
  readonly asked: string;
  readonly status: number;
  /** Every resource in the answer, also those inside others. */
  readonly resources: readonly Readonly<Record<string, unknown>>[];
}

const bundleOf = (...names: readonly string[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: names.flatMap((name) => resourcesOf(name).map((resource) => ({ resource }))),
});
const calls = examples.flatMap((example) =>
  ['patient-view', 'encounter-discharge', 'problem-list-item-create'].map((hook) => callAbout(example, hook)),
);
const operations = [
  ...examples.map((example) => bundleOf(example)),
  bundleOf(...examples),
  {
    resourceType: 'Parameters',
    parameter: resourcesOf('tall-boy-lens').map((resource) => ({ name: 'resource', resource })),
  },
];

const feedback = {
  feedback: [
    { card: 'c1', outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }], outcomeTimestamp: '2026-11-21T12:00:00Z' },
  ],
};

/** Reports of feedback that are wrong in one element each, and in all at once. */
const wrongReports = [
  {},
  { card: 7 },
  { outcome: 'ignored' },
  { outcomeTimestamp: 'yesterday' },
  { acceptedSuggestions: [] },
  { outcome: 'overridden', overrideReason: {} },
].map((wrong, at) => ({ feedback: [at === 0 ? wrong : { ...feedback.feedback[0], ...wrong }] }));

/** What makes each route speak at its best. Routes that are not named here get what is below, and their defaults. */
const bodies: Readonly<Record<string, readonly object[]>> = {
  '/cds-services/:id': calls,
  '/cds-services/:id/feedback': [feedback, ...wrongReports],
  '/fhir/$differential': operations,
  '/fhir/Patient/$differential': operations,
};
const ids: Readonly<Record<string, readonly string[]>> = {
  '/cds-services/:id': ['differential-diagnosis'],
  '/cds-services/:id/feedback': ['differential-diagnosis'],
  '/models/:id': ['rare-disease', 'common-disease'],
  '/fhir/AuditEvent/:id': ['1', '2', '3'],
  '/examples/:id': examples,
};
const queries: Readonly<Record<string, readonly string[]>> = {
  '/fhir/AuditEvent': [
    '?_count=1',
    '?patient=Patient/asha',
    '?date=ge2020-01-01&subtype=prediction',
    '?_count=none',
    '?x=y',
  ],
};

/** Bodies that every route must refuse in words. */
const refused: readonly (readonly [type: string, body: string])[] = [
  ['application/json', '{}'],
  ['application/json', '[]'],
  ['application/json', '{"a":'],
  ['application/json', ''],
  ['text/plain', 'hello'],
  ['application/json', '['.repeat(200)],
  ['application/json', JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: Array(20_001).fill({}) })],
  ['application/json', JSON.stringify({ padding: 'x'.repeat(9 * 1024 * 1024) })],
  ['application/json', JSON.stringify({ ...callAbout('tall-boy-lens'), hook: 'order-sign' })],
  ['application/json', JSON.stringify({ ...callAbout('tall-boy-lens'), prefetch: null })],
  ['application/fhir+json', '{"resourceType":"Patient","id":"a b"}'],
  ['application/fhir+json', '{"resourceType":"Bundle","type":"collection"}'],
];

function resourcesIn(json: unknown): Exchange['resources'] {
  if (typeof json !== 'object' || json === null) return [];
  const nested = Object.values(json).flatMap(resourcesIn);
  return 'resourceType' in json && typeof json.resourceType === 'string'
    ? [json as Exchange['resources'][number], ...nested]
    : nested;
}

let server: WholeServer;
const exchanges: Exchange[] = [];

async function hear(asked: string, sent: request.Test): Promise<void> {
  const { status, text, headers } = await sent.ok(() => true);
  const json = /json/.test(headers['content-type'] ?? '') && text ? JSON.parse(text) : undefined;
  exchanges.push({ asked, status, resources: resourcesIn(json) });
}

async function walk({ method, path }: ServedRoute): Promise<void> {
  const paths = [...(ids[path] ?? []), 'nothing'].map((id) => path.replace(':id', id));
  for (const one of path.includes(':id') ? paths : [path]) {
    await hear(`DELETE ${one}`, request(server.app).delete(one));
    if (method === 'GET')
      for (const query of ['', ...(queries[path] ?? [])])
        await hear(`GET ${one}${query}`, request(server.app).get(one + query));
    else {
      for (const body of bodies[path] ?? []) await hear(`POST ${one}`, request(server.app).post(one).send(body));
      for (const [type, body] of refused)
        await hear(
          `POST ${one} ${body.slice(0, 30)}`,
          request(server.app).post(one).set('Content-Type', type).send(body),
        );
    }
  }
}

beforeAll(async () => {
  server = await openWholeServer();
  const routes = servedRoutes(server.app);
  expect(routes.length).toBeGreaterThan(15);
  for (const route of routes.filter(({ method }) => method === 'POST')) await walk(route);
  // Records follow the answers that they are about.
  await sleep(100);
  await server.records.trail.drained();
  for (const route of routes.filter(({ method }) => method === 'GET')) await walk(route);
  await hear('GET /nowhere', request(server.app).get('/nowhere'));
  await hear('GET /fhir/nowhere', request(server.app).get('/fhir/nowhere'));
}, 180_000);
afterAll(() => server.close());

describe('every FHIR resource that leaves the server', () => {
  it('T4: is valid FHIR R4', () => {
    // The same refusal is judged once.
    const distinct = new Map(
      exchanges.flatMap(({ asked, resources }) =>
        resources.map((resource) => [JSON.stringify(resource), { asked, resource }] as const),
      ),
    );
    const judged = Array.from(distinct.values(), ({ asked, resource }) => ({
      asked,
      type: resource.resourceType,
      problems: problemsOf(resource),
    }));
    expect(judged.length).toBeGreaterThan(100);
    expect(judged.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });

  it('T3: holds nothing empty', () => {
    const empty = exchanges.flatMap(({ asked, resources }) =>
      resources.flatMap((resource) => emptyPaths(resource).map((path) => `${asked}: ${resource.resourceType}.${path}`)),
    );
    expect(empty).toEqual([]);
  });

  it('T4: is of each kind that the server speaks', () => {
    const kinds = new Set(exchanges.flatMap(({ resources }) => resources.map(({ resourceType }) => resourceType)));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'AuditEvent',
        'Bundle',
        'CapabilityStatement',
        'CodeSystem',
        'Device',
        'OperationDefinition',
        'OperationOutcome',
        'RiskAssessment',
        'StructureDefinition',
        'ValueSet',
      ]),
    );
  });

  it.each(Object.keys(errorTable) as ErrorCode[])('T4: is valid when it refuses with %s', (code) => {
    const bare = new HoofbeatsError(code, 'Something is wrong.');
    const pointing = new HoofbeatsError(code, 'Something is wrong.', {
      expression: ['context.userId', 'Bundle.entry[0]'],
    });
    expect([bare, pointing].map((error) => problemsOf(operationOutcome(error)))).toEqual([[], []]);
  });

  it('C19: is an OperationOutcome wherever the server refuses, but for 401', () => {
    const refusals = exchanges.filter(({ status }) => status >= 400 && status !== 401);
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([400, 404, 405, 412, 413, 415]));
    expect(refusals.filter(({ resources }) => resources[0]?.resourceType !== 'OperationOutcome')).toEqual([]);
  });

  it('C19: is never of a failure', () => {
    expect(exchanges.filter(({ status }) => status >= 500)).toEqual([]);
  });
});
