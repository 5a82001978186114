import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServicesDir, projectRoot } from '../../src/config/paths.ts';
import { servedRoutes } from '../conformance/whole-server.ts';
import { type EverythingServer, openEverything } from '../fixtures/everything-server.ts';
import { trustedEhr } from '../fixtures/trusted-ehr.ts';
import { type ReadOperation, readOperations } from './openapi-reader.ts';

const document = JSON.parse(readFileSync(join(projectRoot, 'docs', 'openapi.json'), 'utf8'));
const operations = readOperations(document);
const named = operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);
const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

let server: EverythingServer;
beforeAll(async () => {
  server = await openEverything();
});
afterAll(() => server.close());

/** The path with the examples of its parameters; `id` where a parameter has none. */
function urlOf({ path, parameters }: ReadOperation, id = 'nobody'): string {
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: place, example }): [string, string][] =>
      place === 'query' && example !== undefined ? [[name, example]] : [],
    ),
  );
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => parameters.find((one) => one.name === name)?.example ?? id);
  return query.size > 0 ? `${filled}?${query}` : filled;
}

function call(operation: ReadOperation, url: string, app = server.app) {
  const verb = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  return request(app)[verb](url);
}

const mediaType = ({ headers }: Response) => (headers['content-type'] ?? '').split(';')[0]!;
const bodyOf = (response: Response) =>
  mediaType(response).endsWith('json') ? JSON.parse(response.text) : response.text;
const judged = (operation: ReadOperation, response: Response) =>
  operation.judge(response.status, mediaType(response), bodyOf(response));

describe('docs/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('has every route that a server with everything mounts, and no other', () => {
    const mounted = servedRoutes(server.app, methods).map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(mounted.length).toBeGreaterThan(40);
    expect(named.map(([name]) => name).sort()).toEqual([...new Set(mounted)].sort());
  });

  it('has every route on docs/api.md too, with a command or with what it is for', () => {
    const page = readFileSync(join(projectRoot, 'docs', 'api.md'), 'utf8').replaceAll(/\\\$/g, '$');
    // Conformance resources are one line there, and an id in a command is a variable or an example.
    const shown = (path: string) => {
      const pattern = path.replace(/[.$/]/g, '\\$&').replace(/\{\w+\}/g, '[\\w{}$-]+');
      return new RegExp(`${pattern}(?![\\w/{])`).test(page);
    };
    const published =
      /^\/fhir\/(CapabilityStatement|CodeSystem|ConceptMap|OperationDefinition|StructureDefinition|ValueSet)\//;
    const paths = Object.keys(document.paths).filter((path) => !published.test(path));
    expect(paths.filter((path) => !shown(path))).toEqual([]);
  });

  it('gives every operation an id of its own', () => {
    const ids = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is what GET /openapi.json answers, but for the address', async () => {
    const { body } = await request(server.app).get('/openapi.json');
    expect(body.servers).toEqual([{ url: 'https://ddx.example' }]);
    expect({ ...body, servers: document.servers }).toEqual(document);
  });
});

describe('the judge', () => {
  it('finds answers that are not declared', () => {
    const discovery = operations.find(({ path }) => path === '/cds-services')!;
    expect(discovery.judge(200, 'application/json', { services: [] })).toEqual([]);
    expect(discovery.judge(200, 'application/json', { services: [{ id: 7 }] })).not.toEqual([]);
    expect(discovery.judge(200, 'text/html', '')).not.toEqual([]);
    expect(discovery.judge(418, 'application/json', {})).not.toEqual([]);
  });
});

describe('every request example is accepted, and answered as declared', () => {
  const examples = named.flatMap(([name, operation]) =>
    operation.examples.map(([label, type, body]) => [`${name}: ${label}`, operation, type, body] as const),
  );
  it.each(examples)('%s', async (_name, operation, type, body) => {
    expect(operation.accepts(type, body)).toEqual([]);
    const id = operation.path.startsWith('/fhir/Subscription/{id}') ? await subscribe() : undefined;
    const sent = operation.method === 'PUT' ? { ...(body as object), id } : body;
    const response = await call(operation, urlOf(operation, id))
      .type(type)
      .send(sent as object);
    expect(response.status, response.text).toBeLessThan(300);
    expect(judged(operation, response)).toEqual([]);
  });

  it('covers every operation with a body, but for what other servers write', () => {
    const without = named.filter(([, { method, examples: own }]) => /POST|PUT/.test(method) && own.length === 0);
    expect(without.map(([name]) => name).filter((name) => !name.includes('/notifications/'))).toEqual([]);
  });

  it('shows the card that the example call really gets', async () => {
    const { body } = await request(server.app)
      .post('/cds-services/differential-diagnosis')
      .send(JSON.parse(readFileSync(join(cdsServicesDir, 'examples', 'patient-view.json'), 'utf8')));
    let ids = 0;
    const shown = JSON.stringify(body, null, 2).replace(/"uuid": "[^"]+"/g, () => {
      ids++;
      return `"uuid": "00000000-0000-4000-8000-${String(ids).padStart(12, '0')}"`;
    });
    await expect(`${shown}\n`).toMatchFileSnapshot('../../cds-services/examples/patient-view.answer.json');
  });
});

describe('every answer is declared', () => {
  it.each(named.filter(([, { method }]) => method === 'GET'))('%s', async (_name, operation) => {
    const id = operation.path.startsWith('/fhir/Subscription/{id}') ? await subscribe() : undefined;
    const response = await call(operation, urlOf(operation, id));
    expect(judged(operation, response)).toEqual([]);
    // Of what is asked for with an id that nobody has, a refusal is the answer.
    if (!/\/(RiskAssessment|Task)\/\{id\}$/.test(operation.path)) expect(response.status).toBeLessThan(300);
  });

  it.each(named.filter(([, { method }]) => method === 'POST' || method === 'PUT'))(
    '%s: a body that is no JSON, of no known type, of a wrong shape',
    async (_name, operation) => {
      const url = urlOf(operation);
      const wrong = [
        call(operation, url).type('application/json').send('{'),
        call(operation, url).type('text/csv').send('a,b'),
        call(operation, url).type('application/json').send('[]'),
        call(operation, url).type('application/json').send('{"symptoms":7,"resourceType":"Patient"}'),
      ];
      for (const asked of wrong) {
        const response = await asked;
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(judged(operation, response)).toEqual([]);
      }
    },
  );
});

describe('with a registry of EHRs', () => {
  it('whoever brings no token is refused where the document says so, and nowhere else', async () => {
    const ehr = await trustedEhr();
    const guarded = await openEverything({ EHR_REGISTRY: ehr.registry, AUDIT_TOKEN: 'a-token-for-the-auditor' });
    try {
      for (const [name, operation] of named) {
        const { status } = await call(operation, urlOf(operation), guarded.app);
        const unknownSource = operation.path.startsWith('/notifications/');
        const refused = operation.security.length > 0 && !unknownSource;
        expect(status === 401, `${name} answered ${status}`).toBe(refused);
      }
    } finally {
      await guarded.close();
      await ehr.close();
    }
  });
});

/** Id of a new Subscription, made of the document's own example. */
async function subscribe(): Promise<string> {
  const create = operations.find(({ method, path }) => method === 'POST' && path === '/fhir/Subscription')!;
  const [, type, body] = create.examples[0]!;
  const response = await call(create, create.path)
    .type(type)
    .send(body as object);
  return JSON.parse(response.text).id;
}
