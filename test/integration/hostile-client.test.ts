import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { openTrust, type Trust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { clientKey, jwt, macWith, signedBy, unsigned } from '../fixtures/client-token.ts';
import { marfan } from '../fixtures/marfan-assessment.ts';
import { testServer } from '../fixtures/test-server.ts';
import {
  issuer,
  publicUrl,
  servicePath,
  type TokenChanges,
  type TrustedEhr,
  tenantIssuer,
  tokenParts,
  trustedEhr,
} from '../fixtures/trusted-ehr.ts';

let ehr: TrustedEhr;
let trust: Trust;
let server: Awaited<ReturnType<typeof testServer>>;
let assessed = 0;

beforeAll(async () => {
  ehr = await trustedEhr();
  const config = loadConfig({ PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry });
  trust = await openTrust(config, { logger: createLogger({ level: 'error' }) });
  const assessor = {
    assess: async () => {
      assessed++;
      return marfan;
    },
  };
  server = await testServer(assessor, { config, trust });
  expect((await call(`Bearer ${ehr.token()}`)).status).toBe(200);
});
afterAll(async () => {
  await trust.close();
  await ehr.close();
});
beforeEach(() => {
  assessed = 0;
  server.log();
});

const body = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/u1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' } },
};

function call(authorization: string | undefined, headers: Readonly<Record<string, string>> = {}, query = '') {
  const sent = request(server.app)
    .post(servicePath + query)
    .set(headers);
  return (authorization === undefined ? sent : sent.set('Authorization', authorization)).send(body);
}

const now = () => Math.floor(Date.now() / 1000);
const stranger = clientKey('ES384', 'ec-2026');
const header = (changes: TokenChanges['header']) => () => ehr.token({ header: changes ?? {} });
const claims = (changes: () => TokenChanges['claims']) => () => ehr.token({ claims: changes() ?? {} });
/** A token that is right in all but how it is signed. */
const signedOtherwise = (alg: string, sign: Parameters<typeof jwt>[2]) => () => {
  const parts = tokenParts(ehr.es384, { header: { alg } }, ehr.jku);
  return jwt(parts.header, parts.claims, sign);
};
/** A valid token with its three parts changed. */
const mangled = (change: (header: string, payload: string, signature: string) => string) => () => {
  const [head = '', payload = '', signature = ''] = ehr.token().split('.');
  return change(head, payload, signature);
};
const other = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
const reencoded = (part: string, change: object) =>
  Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), ...change })).toString(
    'base64url',
  );

/** Order of the curve P-384 (FIPS 186-4 §D.1.2.4): for every ECDSA signature (r, s), (r, n − s) is one too. */
const order = BigInt(
  '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
);
function otherSignature(token: string): string {
  const [head, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = order - BigInt(`0x${bytes.subarray(48).toString('hex')}`);
  const twin = Buffer.concat([bytes.subarray(0, 48), Buffer.from(s.toString(16).padStart(96, '0'), 'hex')]);
  return [head, payload, twin.toString('base64url')].join('.');
}

/** Row, what the hostile client does, the reason that the log must give, and the token. */
const tokens: readonly (readonly [row: string, deed: string, reason: string, token: () => string])[] = [
  ['J3 CH201', 'signs nothing: alg none', 'ERR_JOSE_ALG_NOT_ALLOWED', signedOtherwise('none', unsigned)],
  ['J3 CH201', 'signs nothing: alg None', 'ERR_JOSE_ALG_NOT_ALLOWED', signedOtherwise('None', unsigned)],
  [
    'J3',
    'signs nothing under the right alg',
    'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    signedOtherwise('ES384', unsigned),
  ],
  [
    'J3 CH203',
    'uses the public key (PEM) as an HMAC secret',
    'ERR_JOSE_ALG_NOT_ALLOWED',
    () => signedOtherwise('HS256', macWith('HS256', ehr.es384.publicKey.export({ type: 'spki', format: 'pem' })))(),
  ],
  [
    'J3 CH203',
    'uses the public key (JWK) as an HMAC secret',
    'ERR_JOSE_ALG_NOT_ALLOWED',
    () => signedOtherwise('HS384', macWith('HS384', JSON.stringify(ehr.es384.jwk)))(),
  ],
  [
    'J3 CH203',
    'uses an HMAC with an empty secret',
    'ERR_JOSE_ALG_NOT_ALLOWED',
    signedOtherwise('HS512', macWith('HS512', '')),
  ],
  [
    'J3 CH207',
    'uses an algorithm that its entry does not list',
    'ERR_JOSE_ALG_NOT_ALLOWED',
    () => ehr.token({ key: { ...ehr.rs384, alg: 'RS256' } }),
  ],
  [
    'J3',
    'claims ES384 with an RSA key',
    'ERR_JWKS_NO_MATCHING_KEY',
    () => ehr.token({ key: ehr.rs384, header: { alg: 'ES384' } }),
  ],
  [
    'J3',
    'claims RS384 with an elliptic key',
    'ERR_JWKS_NO_MATCHING_KEY',
    () => ehr.token({ header: { alg: 'RS384' } }),
  ],
  ['J3', 'leaves alg out', 'ERR_JWS_INVALID', header({ alg: undefined })],
  [
    'J3',
    'signs with its own key under a known kid',
    'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    () => ehr.token({ key: stranger }),
  ],
  [
    'J3',
    'brings its own key in the header',
    'ERR_JWKS_NO_MATCHING_KEY',
    () => ehr.token({ key: stranger, header: { jwk: stranger.jwk, kid: 'mine' } }),
  ],
  [
    'J3',
    'points to a certificate of its own',
    'ERR_JWKS_NO_MATCHING_KEY',
    header({ x5u: 'https://evil.example/cert.pem', kid: 'mine' }),
  ],
  [
    'J3',
    'changes the payload',
    'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    mangled((head, payload, signature) => [head, reencoded(payload, { sub: 'admin' }), signature].join('.')),
  ],
  [
    'J3',
    'changes the header',
    'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    mangled((head, payload, signature) => [reencoded(head, { cty: 'x' }), payload, signature].join('.')),
  ],
  [
    'J3',
    'changes the signature',
    'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    mangled((head, payload, signature) => [head, payload, other(signature)].join('.')),
  ],
  ['J3', 'cuts the signature off', 'no JWT', mangled((head, payload) => `${head}.${payload}`)],
  ['J3', 'adds a fourth and a fifth part', 'no JWT', mangled((...parts) => [...parts, 'AAAA', 'AAAA'].join('.'))],
  [
    'J3',
    'demands an extension that we do not know',
    'ERR_JOSE_NOT_SUPPORTED',
    header({ crit: ['urn:evil'], 'urn:evil': true }),
  ],
  ['J3', 'asks for an unencoded payload', 'ERR_JWT_INVALID', header({ crit: ['b64'], b64: false })],
  ['J2', 'sends no JWT', 'no JWT', () => 'abc'],
  ['J2', 'sends three parts that are no JSON', 'no JWT', () => 'AAAA.BBBB.CCCC'],
  ['J2', 'sends a header that is an array', 'no JWT', () => jwt([], {}, unsigned)],
  [
    'J2',
    'sends claims that are a string',
    'no JWT',
    () => jwt({ alg: 'ES384', kid: 'ec-2026', typ: 'JWT' }, 'x', signedBy(ehr.es384)),
  ],
  ['J2', 'leaves kid out', 'kid missing', header({ kid: undefined })],
  ['J2', 'sends an empty kid', 'kid missing', header({ kid: '' })],
  ['J2', 'sends a kid that is a number', 'kid missing', header({ kid: 7 })],
  ['J2', 'sends a kid that climbs', 'ERR_JWKS_NO_MATCHING_KEY', header({ kid: '../../etc/passwd' })],
  ['J2', 'leaves typ out', 'typ check_failed', header({ typ: undefined })],
  ['J2', 'sends an access token: typ at+jwt', 'typ check_failed', header({ typ: 'at+jwt' })],
  ['J5', 'names a foreign jku', 'jku not registered', header({ jku: 'https://evil.example/jwks.json' })],
  [
    'J5',
    'names a jku with a listed one as its prefix',
    'jku not registered',
    () => ehr.token({ header: { jku: `${ehr.jku}.evil.example` } }),
  ],
  [
    'J5',
    'names the listed jku with a query',
    'jku not registered',
    () => ehr.token({ header: { jku: `${ehr.jku}?x=1` } }),
  ],
  [
    'J5',
    'hides a foreign jku behind a user name',
    'jku not registered',
    () => ehr.token({ header: { jku: ehr.jku.replace('http://', 'http://127.0.0.1@evil.example/') } }),
  ],
  [
    'J5',
    'names the metadata service of a cloud as jku',
    'jku not registered',
    header({ jku: 'http://169.254.169.254/latest/meta-data' }),
  ],
  ['J5', 'names a file as jku', 'jku not registered', header({ jku: 'file:///etc/passwd' })],
  ['J5', 'names a list as jku', 'jku not registered', () => ehr.token({ header: { jku: [ehr.jku] } })],
  ['J4', 'leaves iss out', 'issuer not registered', claims(() => ({ iss: undefined }))],
  [
    'J4',
    'is an issuer that nobody registered',
    'issuer not registered',
    claims(() => ({ iss: 'https://evil.example' })),
  ],
  ['J4', 'is a registered issuer with a final slash', 'issuer not registered', claims(() => ({ iss: `${issuer}/` }))],
  ['J4', 'is a list of issuers', 'issuer not registered', claims(() => ({ iss: [issuer] }))],
  ['J4', 'is an inherited property of a table', 'issuer not registered', claims(() => ({ iss: 'constructor' }))],
  ['J6', 'leaves aud out', 'aud missing', claims(() => ({ aud: undefined }))],
  [
    'J6',
    'has a token for another service',
    'aud check_failed',
    claims(() => ({ aud: `${publicUrl}/cds-services/other` })),
  ],
  ['J6', 'has a token for discovery', 'aud check_failed', claims(() => ({ aud: `${publicUrl}/cds-services` }))],
  [
    'J6',
    'has a token for feedback',
    'aud check_failed',
    claims(() => ({ aud: `${publicUrl}${servicePath}/feedback` })),
  ],
  ['J6', 'has a token for the base URL', 'aud check_failed', claims(() => ({ aud: publicUrl }))],
  [
    'J6',
    'has a token for another host',
    'aud check_failed',
    claims(() => ({ aud: `https://evil.example${servicePath}` })),
  ],
  ['J6', 'has an empty list of audiences', 'aud check_failed', claims(() => ({ aud: [] }))],
  [
    'J6',
    'has an audience of another type',
    'aud check_failed',
    claims(() => ({ aud: { [publicUrl + servicePath]: true } })),
  ],
  ['J7', 'leaves exp out', 'exp missing', claims(() => ({ exp: undefined }))],
  ['J7', 'sends exp as a string', 'exp invalid', claims(() => ({ exp: String(now() + 300) }))],
  ['J7', 'is expired beyond the leeway', 'exp check_failed', claims(() => ({ iat: now() - 400, exp: now() - 61 }))],
  ['J7', 'lives longer than an hour', 'life too long', claims(() => ({ exp: now() + 3700 }))],
  ['J7', 'lives for ever', 'life too long', claims(() => ({ exp: 1e18 }))],
  ['J7', 'leaves iat out', 'iat missing', claims(() => ({ iat: undefined }))],
  ['J7', 'sends iat as a string', 'iat invalid', claims(() => ({ iat: String(now()) }))],
  ['J7', 'was issued in the future', 'iat check_failed', claims(() => ({ iat: now() + 120 }))],
  ['J7', 'was issued hours ago', 'iat check_failed', claims(() => ({ iat: now() - 7200 }))],
  ['J8', 'is not valid yet', 'nbf check_failed', claims(() => ({ nbf: now() + 120 }))],
  ['J8', 'sends nbf as a string', 'nbf invalid', claims(() => ({ nbf: 'now' }))],
  ['J9', 'leaves jti out', 'jti missing', claims(() => ({ jti: undefined }))],
  ['J9', 'sends an empty jti', 'jti missing', claims(() => ({ jti: '' }))],
  ['J9', 'sends a jti that is a number', 'jti missing', claims(() => ({ jti: 7 }))],
];

describe('a hostile client with a token', () => {
  it.each(tokens)('%s, J12: is refused without a reason when it %s', async (_row, _deed, reason, token) => {
    const fetches = ehr.fetches();
    const bearer = token();
    const response = await call(`Bearer ${bearer}`);
    expect(response.status).toBe(401);
    expect(response.text).toBe('');
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(assessed).toBe(0);
    expect(ehr.fetches()).toBe(fetches);
    const log = server.log();
    expect(log).toContain(`"code":"UNAUTHENTICATED"`);
    expect(log).toContain(`"reason":"${reason}"`);
    for (const part of bearer.split('.').filter(({ length }) => length > 8)) expect(log).not.toContain(part);
  });

  it('J9: is refused when it repeats a token, also for discovery', async () => {
    const once = ehr.token({ claims: { aud: [`${publicUrl}${servicePath}`, `${publicUrl}/cds-services`] } });
    expect((await call(`Bearer ${once}`)).status).toBe(200);
    expect((await call(`Bearer ${once}`)).status).toBe(401);
    const discovery = await request(server.app).get('/cds-services').set('Authorization', `Bearer ${once}`);
    expect([discovery.status, discovery.text]).toEqual([401, '']);
    expect(assessed).toBe(1);
  });

  it('J9: is refused when twenty copies arrive at once, all but one', async () => {
    const once = ehr.token();
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(`Bearer ${once}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(401)]);
    expect(assessed).toBe(1);
  });

  it('J9: is refused when it repeats a token under its other valid signature', async () => {
    const once = ehr.token();
    expect((await call(`Bearer ${once}`)).status).toBe(200);
    expect((await call(`Bearer ${otherSignature(once)}`)).status).toBe(401);
    expect(server.log()).toContain('"reason":"jti used before"');
  });

  it.each([
    ['of another tenant', { tenant: 'south-clinic' }],
    ['without a tenant', {}],
    ['with a list of tenants', { tenant: ['north-clinic'] }],
  ])('J10: is forbidden %s', async (_, tenant) => {
    const response = await call(`Bearer ${ehr.token({ claims: { iss: tenantIssuer, ...tenant } })}`);
    expect([response.status, response.body.issue[0].details.coding[0].code]).toEqual([403, 'TENANT_REFUSED']);
    expect(assessed).toBe(0);
  });
});

describe('a hostile client without a token of its own', () => {
  it.each<[string, string, () => Parameters<typeof call>]>([
    ['J1', 'no Authorization header', () => [undefined]],
    ['J1', 'an empty Authorization header', () => ['']],
    ['J1', 'Basic authentication', () => [`Basic ${Buffer.from('a:b').toString('base64')}`]],
    ['J1', 'Bearer and nothing', () => ['Bearer']],
    ['J1', 'the token without Bearer', () => [ehr.token()]],
    ['J1', 'two tokens in one header', () => [`Bearer ${ehr.token()}, Bearer ${ehr.token()}`]],
    ['J1', 'the token in the query', () => [undefined, {}, `?access_token=${ehr.token()}`]],
    ['J1', 'the token in a cookie', () => [undefined, { Cookie: `Authorization=Bearer ${ehr.token()}` }]],
    ['J14', 'an opaque access token for the FHIR server', () => [`Bearer ${randomUUID()}`]],
    [
      'J6',
      'a Host header that fits the audience of its token',
      () => [
        `Bearer ${ehr.token({ claims: { aud: `https://evil.example${servicePath}` } })}`,
        { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' },
      ],
    ],
  ])('%s, J12: is refused with %s', async (_row, _means, attempt) => {
    const response = await call(...attempt());
    expect([response.status, response.text]).toEqual([401, '']);
    expect(assessed).toBe(0);
  });

  it.each([
    ['GET', '/cds-services'],
    ['POST', '/cds-services/no-such-service'],
    ['POST', '/fhir/$differential'],
    ['POST', '/fhir/Patient/$differential'],
  ] as const)('D11: learns nothing from %s %s', async (method, path) => {
    const response = await request(server.app)
      [method === 'GET' ? 'get' : 'post'](path)
      .send(method === 'GET' ? undefined : {});
    expect([response.status, response.text]).toEqual([401, '']);
  });

  it('J12: is refused before its body is read', async () => {
    const response = await request(server.app).post(servicePath).type('application/json').send('{"not json');
    expect(response.status).toBe(401);
  });
});
