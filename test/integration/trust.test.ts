import { PassThrough } from 'node:stream';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { allowedFhirServer } from '../../src/fhir/server-guard.ts';
import { createApp } from '../../src/http/app.ts';
import { authenticate, principalOf } from '../../src/http/trust/authenticate.ts';
import type { Principal } from '../../src/http/trust/principal.ts';
import { openMode, openTrust, type Trust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { createMetrics } from '../../src/monitoring/metrics.ts';
import { clientKey } from '../fixtures/client-token.ts';
import { assessorOf, marfan } from '../fixtures/marfan-assessment.ts';
import { testServer } from '../fixtures/test-server.ts';
import { issuer, publicUrl, servicePath, type TrustedEhr, tenantIssuer, trustedEhr } from '../fixtures/trusted-ehr.ts';

const stream = new PassThrough({ encoding: 'utf8' });
const logger = createLogger({ level: 'debug', stream });
const opened: (TrustedEhr | Trust)[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));

/** An EHR with `entry` in its registry, the trust that reads it, and an app that answers every call with its principal. */
async function setUp(entry: Readonly<Record<string, unknown>> = {}) {
  const ehr = await trustedEhr(entry);
  const config = loadConfig({ PUBLIC_URL: `${publicUrl}/`, EHR_REGISTRY: ehr.registry });
  const trust = await openTrust(config, { logger });
  opened.push(ehr, trust);
  const app = createApp({
    logger,
    metrics: createMetrics(),
    bodyLimitMb: 1,
    entryLimit: 100,
    routes: (['/cds-services', '/cds-services/:id', '/cds-services/:id/feedback'] as const).map((path) => ({
      method: path === '/cds-services' ? 'GET' : 'POST',
      path,
      crossOrigin: true,
      handler: (_request, response) => void response.json(principalOf(response)),
    })),
    admission: [authenticate(trust)],
  });
  const call = (token: string, path = servicePath) =>
    request(app).post(path).set('Authorization', `Bearer ${token}`).send({ hook: 'patient-view' });
  return { ehr, app, call };
}

let standard: Awaited<ReturnType<typeof setUp>>;
beforeAll(async () => {
  standard = await setUp({ dialect: 'epic', privateNetworks: ['10.0.0.0/8'] });
});

describe('a trusted client', () => {
  it('J2, J3, CH176, CH205: is known by an ES384 token, and its principal is in the context of the request', async () => {
    const { ehr, call } = standard;
    const response = await call(ehr.token());
    expect(response.status).toBe(200);
    const principal: Principal = response.body;
    expect(principal).toMatchObject({
      issuer,
      dialect: 'epic',
      fhirServers: { servers: [issuer], privateNetworks: ['10.0.0.0/8'] },
      ehr: { issuer, audiences: ['ddx-by-hand'] },
    });
    expect(principal).not.toHaveProperty('tenant');
  });

  it('J3, J8, J11, CH205: is known by a token as Epic makes it: RS384, base64 kid, nbf before iat, sub', async () => {
    const { ehr, call } = standard;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iat, nbf: iat - 300, exp: iat + 900, sub: 'client-4711' };
    const response = await call(ehr.token({ key: ehr.rs384, claims }));
    expect([response.status, response.body.subject]).toEqual([200, 'client-4711']);
    expect(stream.read()).toMatch(new RegExp(`"client":{"issuer":"${issuer}","sub":"client-4711"}`));
  });

  it.each<[string, string, () => Parameters<TrustedEhr['token']>[0]]>([
    [
      'J6',
      'a list of audiences with ours in it',
      () => ({ claims: { aud: ['https://x.example', publicUrl + servicePath] } }),
    ],
    ['J6', 'an audience typed in by hand and registered', () => ({ claims: { aud: 'ddx-by-hand' } })],
    ['J2 CH199', 'no jku, keys known by the issuer', () => ({ header: { jku: undefined } })],
    ['J7', 'a clock that is 50 s behind', () => ({ claims: { iat: nowSeconds() - 350, exp: nowSeconds() - 50 } })],
    ['J7', 'a clock that is 50 s ahead', () => ({ claims: { iat: nowSeconds() + 50, nbf: nowSeconds() + 50 } })],
    ['J7', 'a life of exactly an hour', () => ({ claims: { iat: nowSeconds(), exp: nowSeconds() + 3600 } })],
    ['J10', 'a tenant where none is listed', () => ({ claims: { tenant: 'any' } })],
    ['J10', 'a tenant that is listed', () => ({ claims: { iss: tenantIssuer, tenant: 'north-clinic' } })],
  ])('%s: is accepted with %s', async (_row, _what, changes) => {
    const { ehr, call } = standard;
    expect((await call(ehr.token(changes()))).status).toBe(200);
  });

  it('D11, F9, J6: has one audience for each endpoint', async () => {
    const { ehr, app, call } = standard;
    const feedback = `${servicePath}/feedback`;
    const tokenFor = (path: string) => ehr.token({ claims: { aud: publicUrl + path } });
    expect((await call(tokenFor(feedback), feedback)).status).toBe(200);
    expect((await call(tokenFor(servicePath), feedback)).status).toBe(401);
    const discovery = (path: string) =>
      request(app)
        .get('/cds-services')
        .set('Authorization', `Bearer ${tokenFor(path)}`);
    expect((await discovery('/cds-services')).status).toBe(200);
    expect((await discovery(servicePath)).status).toBe(401);
  });

  it('J3: may use RS256 and ES256 where its entry says so', async () => {
    const keys = [clientKey('RS256', 'r'), clientKey('ES256', 'e')];
    const { ehr, call } = await setUp({ algorithms: ['RS256', 'ES256'] });
    ehr.publish(...keys);
    for (const key of keys) expect((await call(ehr.token({ key }))).status).toBe(200);
    expect((await call(ehr.token())).status).toBe(401);
  });

  it('J5, CH199: with registered keys needs no key set, and names no other', async () => {
    const key = clientKey('ES384', 'pinned');
    const { ehr, call } = await setUp({ jku: [], jwks: { keys: [key.jwk] } });
    expect((await call(ehr.token({ key, header: { jku: undefined } }))).status).toBe(200);
    expect((await call(ehr.token({ key }))).status).toBe(401);
    expect(ehr.fetches()).toBe(0);
  });

  it('J5, J13: with unknown keys makes us fetch at most once per cool-down', async () => {
    const { ehr, call } = await setUp();
    expect((await call(ehr.token())).status).toBe(200);
    for (let at = 0; at < 20; at++) await call(ehr.token({ header: { kid: `made-up-${at}` } }));
    expect(ehr.fetches()).toBe(1);
  });

  it('C19: hears 503 with Retry-After while its keys cannot be had', async () => {
    const { ehr, call } = await setUp({ jku: ['http://127.0.0.1:9/jwks.json'] });
    const response = await call(ehr.token({ header: { jku: undefined } }));
    expect([response.status, response.headers['retry-after']]).toEqual([503, '1']);
    expect(response.body.issue[0].details.coding[0].code).toBe('TRUST_UNAVAILABLE');
  });
});

describe('open routes and preflights', () => {
  it('T6: a preflight needs no token, on discovery, call and feedback; a refusal can be read across origins', async () => {
    const { app } = standard;
    for (const path of ['/cds-services', servicePath, `${servicePath}/feedback`]) {
      const preflight = await request(app).options(path).set('Origin', 'https://sandbox.cds-hooks.org');
      expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
      expect(preflight.headers['access-control-allow-headers']).toContain('authorization, content-type');
    }
    const refused = await request(app).get('/cds-services');
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([401, '*']);
  });

  it('J1: only what holds nothing about patients answers strangers', async () => {
    const { ehr } = standard;
    const config = loadConfig({ PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry });
    const trust = await openTrust(config, { logger });
    opened.push(trust);
    const { app } = await testServer(assessorOf(marfan), { config, trust });
    for (const path of ['/health/live', '/health/ready', '/metrics', '/models', '/fhir/metadata'])
      expect([path, (await request(app).get(path)).status]).toEqual([path, 200]);
    for (const path of ['/cds-services']) expect([path, (await request(app).get(path)).status]).toEqual([path, 401]);
    for (const path of [servicePath, '/fhir/$differential', '/fhir/Patient/$differential', '/triage'])
      expect([path, (await request(app).post(path).send({})).status]).toEqual([path, 401]);
  });
});

describe('open mode', () => {
  it('asks for no token, and ignores one', async () => {
    const { app } = await testServer(assessorOf(marfan));
    expect((await request(app).get('/cds-services')).status).toBe(200);
    expect((await request(app).get('/cds-services').set('Authorization', 'Bearer x')).status).toBe(200);
  });

  it('J1: on loopback answers only under its own names, so that no page can rebind its domain to it', async () => {
    const { app } = await testServer(assessorOf(marfan), {
      config: loadConfig({ PUBLIC_URL: publicUrl, TRUST_PROXY: 'loopback' }),
    });
    const under = (host: string) =>
      request(app).get('/cds-services').set({ Host: host, 'X-Forwarded-Host': 'localhost' });
    for (const host of ['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'ddx.example'])
      expect([host, (await under(host)).status]).toEqual([host, 200]);
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'ddx.example.evil.example:3000']) {
      const response = await under(host);
      expect([host, response.status, response.body.resourceType]).toEqual([host, 421, 'OperationOutcome']);
    }
    const registered = loadConfig({ HOST: '0.0.0.0', OPEN_MODE: 'network' });
    const networked = await testServer(assessorOf(marfan), { config: registered });
    expect((await request(networked.app).get('/cds-services').set('Host', 'hospital.example')).status).toBe(200);
  });

  it('J1: does not start beyond loopback unless told to', async () => {
    await expect(testServer(assessorOf(marfan), { config: loadConfig({ HOST: '0.0.0.0' }) })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    const config = loadConfig({ HOST: '0.0.0.0', OPEN_MODE: 'network', FHIR_SERVERS: 'https://fhir.example/r4' });
    expect(await openMode(config).authenticate(undefined, '/')).toMatchObject({
      issuer: 'open-mode',
      dialect: 'standard',
      fhirServers: { servers: ['https://fhir.example/r4'] },
    });
  });
});

describe('FHIR servers in open mode', () => {
  it.each([
    ['beside us, as in a compose file', 'http://hapi:8080/fhir', '172.18.0.3', true],
    ['public', 'https://fhir.example/r4', '93.184.215.14', true],
    ['not listed', 'http://other:8080/fhir', '172.18.0.3', false],
    ['a listed name bound to the metadata service of a cloud', 'http://hapi:8080/fhir', '169.254.169.254', false],
  ])('C15: %s', async (_, url, address, allowed) => {
    const trust = openMode(loadConfig({ FHIR_SERVERS: 'http://hapi:8080/fhir https://fhir.example/r4' }));
    const { fhirServers } = await trust.authenticate(undefined, '/');
    expect(await allowedFhirServer(url, fhirServers, async () => [address])).toMatchObject({ allowed });
  });
});

describe('logs', () => {
  it('J12, C14: never hold a token, an access token or a claim of an unknown client', async () => {
    const { ehr, app, call } = standard;
    const accessToken = 'opaque-access-token-0815';
    const tokens = [
      ehr.token(),
      ehr.token({ header: { alg: 'none' } }),
      ehr.token({ header: { kid: 'kid-of-a-stranger' } }),
      ehr.token({ claims: { iss: 'https://stranger.example', sub: 'sub-of-a-stranger' } }),
      ehr.token({ claims: { exp: 1 } }),
      `${ehr.token()}x`,
    ];
    stream.read();
    for (const token of tokens) {
      await call(token);
      await request(app)
        .post(servicePath)
        .set('Authorization', `Bearer ${token}`)
        .send({ fhirServer: issuer, fhirAuthorization: { access_token: accessToken } });
    }
    const log: string = stream.read();
    expect(log.split('\n').length).toBeGreaterThan(tokens.length * 2);
    for (const secret of [...tokens.flatMap((token) => token.split('.')), accessToken, 'stranger'])
      expect(log).not.toContain(secret);
  });
});

const nowSeconds = () => Math.floor(Date.now() / 1000);
