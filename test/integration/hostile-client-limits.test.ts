import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { openTrust, type Trust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { marfan } from '../fixtures/marfan-assessment.ts';
import { testServer } from '../fixtures/test-server.ts';
import { publicUrl, servicePath, type TrustedEhr, trustedEhr } from '../fixtures/trusted-ehr.ts';

let assessed = 0;
const assessor = {
  assess: async () => {
    assessed++;
    return marfan;
  },
};
const call = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/u1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' } },
};
const bundle = (entries: number) => ({ resourceType: 'Bundle', type: 'searchset', entry: Array(entries).fill({}) });
const codeOf = (response: request.Response) => response.body.issue[0].details.coding[0].code;

describe('bodies beyond the limits', () => {
  const limited = () => testServer(assessor, { config: loadConfig({ BODY_LIMIT_MB: '0.25', ENTRY_LIMIT: '100' }) });
  const megabyte = JSON.stringify({ ...call, padding: 'x'.repeat(1024 * 1024) });
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const jsonType = 'application/json';
  /** 10,000 levels that a count of the bytes `[` and `{` does not see. */
  const hidden = (charset: 'utf-7' | 'utf-16') => {
    const text = `{"quote":"\u0122","deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    return charset === 'utf-16'
      ? Buffer.from(text, 'utf16le')
      : Buffer.from(
          text.replace(
            /[[\]{}]/g,
            (sign) =>
              `+${Buffer.from([0, sign.charCodeAt(0)])
                .toString('base64')
                .replace(/=+$/, '')}-`,
          ),
        );
  };

  it.each<[string, number, string, Buffer, Record<string, string>]>([
    ['more bytes than it takes', 413, 'BODY_TOO_LARGE', Buffer.from(megabyte), {}],
    ['a zip bomb', 413, 'BODY_TOO_LARGE', gzipSync(Buffer.from(megabyte)), { 'Content-Encoding': 'gzip' }],
    ['gzip that is none', 400, 'REQUEST_INVALID', json(call), { 'Content-Encoding': 'gzip' }],
    ['an unknown compression', 415, 'CONTENT_TYPE', json(call), { 'Content-Encoding': 'zstd2' }],
    ['100,000 brackets', 400, 'REQUEST_INVALID', Buffer.from('['.repeat(100_000)), {}],
    ['101 levels of objects', 400, 'REQUEST_INVALID', Buffer.from(`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`), {}],
    ['too many entries under one key', 413, 'TOO_MANY_ENTRIES', json({ ...call, prefetch: { labs: bundle(101) } }), {}],
    [
      'too many entries over all keys',
      413,
      'TOO_MANY_ENTRIES',
      json({ ...call, prefetch: { labs: bundle(51), vitals: bundle(50) } }),
      {},
    ],
    [
      'too many entries in the context',
      413,
      'TOO_MANY_ENTRIES',
      json({ ...call, context: { ...call.context, conditions: bundle(101) } }),
      {},
    ],
    ['too many entries in a Bundle', 413, 'TOO_MANY_ENTRIES', json(bundle(101)), {}],
    [
      'too many entries in Parameters',
      413,
      'TOO_MANY_ENTRIES',
      json({ resourceType: 'Parameters', parameter: [{ name: 'x', resource: bundle(101) }] }),
      {},
    ],
    ['an unknown charset', 415, 'CONTENT_TYPE', json(call), { 'Content-Type': 'application/json; charset=utf-16x' }],
    [
      'brackets hidden by UTF-7',
      415,
      'CONTENT_TYPE',
      hidden('utf-7'),
      { 'Content-Type': `${jsonType}; charset=utf-7` },
    ],
    [
      'brackets hidden by UTF-16',
      415,
      'CONTENT_TYPE',
      hidden('utf-16'),
      { 'Content-Type': `${jsonType}; charset=utf-16` },
    ],
    [
      'JSON as text, which any web page may send unasked',
      415,
      'CONTENT_TYPE',
      json(call),
      { 'Content-Type': 'text/plain' },
    ],
    [
      'a form',
      415,
      'CONTENT_TYPE',
      Buffer.from('hook=patient-view'),
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ],
    ['no body', 400, 'BODY_NOT_JSON', Buffer.alloc(0), {}],
    ['JSON with a comment', 400, 'BODY_NOT_JSON', Buffer.from('{/* */}'), {}],
  ])('C19: %s is refused with an OperationOutcome', async (_, status, code, body, headers) => {
    assessed = 0;
    const { app } = await limited();
    const response = await request(app)
      .post(servicePath)
      .set({ 'Content-Type': 'application/json', ...headers })
      .serialize(() => body as never)
      .send(body);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
    expect(response.body.resourceType).toBe('OperationOutcome');
    expect(assessed).toBe(0);
    expect((await request(app).post(servicePath).send(call)).status).toBe(200);
  });

  it('C19: what is just within the limits is answered', async () => {
    const { app } = await limited();
    const body = { ...call, prefetch: { ...call.prefetch, labs: bundle(100) } };
    expect((await request(app).post(servicePath).send(body)).status).toBe(200);
  });
});

describe('connections that misbehave', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const config = loadConfig({ PORT: '0', REQUEST_TIMEOUT_MS: '300' });
    server = await startServer((await testServer(assessor, { config })).dependencies);
  });
  afterAll(() => server.close());

  /** Everything that the server says on a connection until it parts. */
  async function conversation(text: string): Promise<string> {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
    // Node 24 resets a connection on which more was sent than it cared to read; the answer has come by then.
    socket.on('error', () => {});
    socket.write(text);
    await new Promise((resolve) => socket.once('close', resolve));
    return said;
  }
  const post = `POST ${servicePath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;

  it.each([
    ['headers that never end', post, '408 Request Timeout'],
    ['a body that never comes', `${post}Content-Length: 1000\r\n\r\n{"hook":`, '408 Request Timeout'],
    [
      'headers of a megabyte',
      `${post}X-Fill: ${'x'.repeat(1024 * 1024)}\r\n\r\n`,
      '431 Request Header Fields Too Large',
    ],
    ['what is no HTTP', 'SSH-2.0-evil\r\n\r\n', '400 Bad Request'],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, '400 Bad Request'],
    [
      'a length and chunks (request smuggling)',
      `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      '400 Bad Request',
    ],
  ])('C19: %s ends with an OperationOutcome', async (_, text, status) => {
    assessed = 0;
    const [head = '', body = ''] = (await conversation(text)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(body).resourceType).toBe('OperationOutcome');
    expect(assessed).toBe(0);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});

describe('too many requests', () => {
  it('C19: one address is held back before authentication, others are not, callers on this machine never', async () => {
    const config = loadConfig({ RATE_LIMIT_PER_ADDRESS: '3', TRUST_PROXY: 'loopback' });
    const { app } = await testServer(assessor, { config });
    const from = (address: string) => request(app).get('/cds-services').set('X-Forwarded-For', address);
    const statuses: number[] = [];
    for (let at = 0; at < 4; at++) statuses.push((await from('192.0.2.1')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await from('192.0.2.1');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect([refused.body.resourceType, codeOf(refused)]).toEqual(['OperationOutcome', 'RATE_LIMITED']);
    expect((await from('192.0.2.2')).status).toBe(200);
    for (let at = 0; at < 5; at++) expect((await request(app).get('/cds-services')).status).toBe(200);
  });

  it('C19: without TRUST_PROXY nobody can write another’s address', async () => {
    const { app } = await testServer(assessor, { config: loadConfig({ RATE_LIMIT_PER_ADDRESS: '1' }) });
    for (let at = 0; at < 3; at++)
      expect((await request(app).get('/cds-services').set('X-Forwarded-For', '192.0.2.1')).status).toBe(200);
  });

  describe('of one EHR', () => {
    let ehr: TrustedEhr;
    let trust: Trust;
    beforeAll(async () => {
      ehr = await trustedEhr();
    });
    afterAll(async () => {
      await trust.close();
      await ehr.close();
    });

    it('C19: are held back after authentication; bad tokens are not charged to it', async () => {
      const config = loadConfig({ PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry, RATE_LIMIT_PER_CLIENT: '2' });
      trust = await openTrust(config, { logger: createLogger({ level: 'error' }) });
      const { app } = await testServer(assessor, { config, trust });
      const attempt = (token: string) =>
        request(app).post(servicePath).set('Authorization', `Bearer ${token}`).send(call);
      for (let at = 0; at < 5; at++) expect((await attempt(ehr.token({ claims: { exp: 1 } }))).status).toBe(401);
      expect((await attempt(ehr.token())).status).toBe(200);
      expect((await attempt(ehr.token())).status).toBe(200);
      assessed = 0;
      const refused = await attempt(ehr.token());
      expect([refused.status, codeOf(refused), assessed]).toEqual([429, 'RATE_LIMITED', 0]);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    });
  });
});

describe('headers of every answer', () => {
  it('T6, C19: are hardened, and let browser clients read when to come back', async () => {
    const { app } = await testServer(assessor);
    const { headers } = await request(app).get('/cds-services');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'access-control-expose-headers': 'X-Request-Id, Retry-After',
    });
    expect(headers['strict-transport-security']).toMatch(/max-age=/);
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });
});
