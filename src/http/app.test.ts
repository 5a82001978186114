import { PassThrough } from 'node:stream';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { createLogger } from '../monitoring/logger.ts';
import { createMetrics } from '../monitoring/metrics.ts';
import { createApp } from './app.ts';
import { emptyPaths } from './empty-values.ts';
import type { Route } from './routes.ts';

const routes: readonly Route[] = [
  { method: 'GET', path: '/things/:id', handler: (_request, response) => void response.json({ ok: true }) },
  { method: 'POST', path: '/things', handler: (request, response) => void response.json({ got: request.body }) },
  { method: 'GET', path: '/open', crossOrigin: true, handler: (_request, response) => void response.json({ ok: 1 }) },
  {
    method: 'GET',
    path: '/bug',
    handler: () => {
      throw new Error('secret path /srv/x for Ana Quijano');
    },
  },
  {
    method: 'GET',
    path: '/busy',
    handler: () => {
      throw new HoofbeatsError('MODEL_UNAVAILABLE', 'The model is still loading.');
    },
  },
  {
    method: 'GET',
    path: '/fhir/wrong',
    handler: () => {
      throw new HoofbeatsError('FHIR_INVALID', 'It has no code.', { expression: ['Bundle.entry[1].resource.code'] });
    },
  },
];

function setUp() {
  const stream = new PassThrough({ encoding: 'utf8' });
  const logger = createLogger({ level: 'debug', stream });
  const metrics = createMetrics();
  return {
    app: createApp({ logger, metrics, bodyLimitMb: 1, entryLimit: 50, routes }),
    log: (): string => stream.read() ?? '',
    metrics,
  };
}

const post = (app: Parameters<typeof request>[0], body: string, type = 'application/json') =>
  request(app).post('/things').set('Content-Type', type).send(body);

describe('request id', () => {
  it('echoes a safe X-Request-Id and replaces any other', async () => {
    const { app } = setUp();
    expect((await request(app).get('/open').set('X-Request-Id', 'abc-1')).headers['x-request-id']).toBe('abc-1');
    const odd = await request(app).get('/open').set('X-Request-Id', 'a b<script>');
    expect(odd.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('bodies', () => {
  it('T1 takes JSON in every JSON media type', async () => {
    const { app } = setUp();
    for (const type of ['application/json', 'application/fhir+json', 'application/fhir+json; charset=utf-8'])
      expect((await post(app, '{"a":1}', type)).body).toEqual({ got: { a: 1 } });
  });

  it.each([
    ['not JSON', '{"name": Quijano', 'application/json', 400, 'BODY_NOT_JSON'],
    ['no object', '"text"', 'application/json', 400, 'BODY_NOT_JSON'],
    ['another media type', '<a/>', 'application/xml', 415, 'CONTENT_TYPE'],
    ['an unknown charset', '{}', 'application/json; charset=klingon', 415, 'CONTENT_TYPE'],
    ['a body above the limit', `"${'x'.repeat(1024 * 1024)}"`, 'application/json', 413, 'BODY_TOO_LARGE'],
    ['endless nesting', '['.repeat(500_000), 'application/json', 400, 'REQUEST_INVALID'],
  ])('C19 refuses %s with an OperationOutcome that names the mend', async (_, body, type, status, code) => {
    const response = await post(setUp().app, body, type);
    expect(response.status).toBe(status);
    expect(response.body.resourceType).toBe('OperationOutcome');
    expect(response.body.issue[0].details.coding[0].code).toBe(code);
    expect(response.body.issue[0].diagnostics).toMatch(/Send|Use|Correct/);
    expect(response.text).not.toContain('Quijano');
    expect(emptyPaths(response.body)).toEqual([]);
  });

  it('refuses no body at all', async () => {
    const response = await request(setUp().app).post('/things');
    expect(response.body.issue[0].details.coding[0].code).toBe('BODY_NOT_JSON');
  });

  it('does not mistake brackets inside strings for nesting', async () => {
    const body = { text: `${'['.repeat(300)}\\"`, quote: '"{'.repeat(200) };
    expect((await post(setUp().app, JSON.stringify(body))).body).toEqual({ got: body });
  });
});

describe('routing', () => {
  it('answers 404 and 405 in words, with Allow', async () => {
    const { app } = setUp();
    const missing = await request(app).get('/nothing');
    expect([missing.status, missing.body.issue[0].code]).toEqual([404, 'not-found']);
    const wrong = await request(app).delete('/things/1');
    expect([wrong.status, wrong.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await request(app).options('/things')).headers.allow).toBe('POST, OPTIONS');
  });

  it('forgives repeated slashes and answers HEAD', async () => {
    const { app } = setUp();
    expect((await request(app).get('//things///1?a=//')).status).toBe(200);
    expect((await request(app).head('/things/1')).status).toBe(200);
  });

  it('refuses a path that is no percent-encoding', async () => {
    const { app, log } = setUp();
    const response = await request(app).get('/things/JohnSmithMRN888%E0%A4%A');
    expect(response.status).toBe(400);
    const lines = log();
    expect(lines).toContain('URIError');
    expect(lines + response.text).not.toMatch(/JohnSmith|MRN888/);
  });

  it('T6 answers a preflight without authorisation, on cross-origin routes only', async () => {
    const { app } = setUp();
    const preflight = await request(app).options('/open').set('Origin', 'http://sandbox.cds-hooks.org');
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe('*');
    expect(preflight.headers['access-control-allow-headers']).toMatch(/authorization, content-type/);
    expect((await request(app).get('/open')).headers['access-control-allow-origin']).toBe('*');
    expect((await request(app).get('/things/1')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('keeps answers out of caches', async () => {
    expect((await request(setUp().app).get('/open')).headers['cache-control']).toBe('no-store');
  });
});

describe('errors', () => {
  it('never shows the inside of a failure', async () => {
    const { app, log } = setUp();
    const response = await request(app).get('/bug');
    expect(response.status).toBe(500);
    expect(log()).not.toMatch(/secret|Quijano/);
    expect(response.text).not.toMatch(/secret|srv|Quijano|\bat /);
  });

  it('tells when to come back', async () => {
    const response = await request(setUp().app).get('/busy');
    expect([response.status, response.headers['retry-after']]).toEqual([503, '1']);
    expect(response.body.issue[0].diagnostics).toContain('still loading');
  });

  it('T4 speaks fhir+json under /fhir and names the element', async () => {
    const response = await request(setUp().app).get('/fhir/wrong');
    expect(response.headers['content-type']).toMatch(/^application\/fhir\+json/);
    expect(JSON.parse(response.text).issue[0].expression).toEqual(['Bundle.entry[1].resource.code']);
  });
});

describe('log and metrics', () => {
  it('names the route template, never the URL, a header or the body', async () => {
    const { app, log, metrics } = setUp();
    await request(app).get('/things/p-17?name=Ana').set('Authorization', 'Bearer s3cr3t');
    await post(app, '{"family":"Quijano"}');
    const lines = log();
    expect(lines).toContain('"route":"/things/:id"');
    expect(lines).not.toMatch(/p-17|Ana|s3cr3t|Quijano/);
    expect(JSON.parse(lines.split('\n')[0]!)).toMatchObject({
      method: 'GET',
      status: 200,
      bytes: 11,
      ms: expect.any(Number),
    });
    expect(await metrics.registry.metrics()).toContain(
      'hoofbeats_http_request_duration_seconds_count{method="POST",route="/things",status="200"} 1',
    );
  });
});
