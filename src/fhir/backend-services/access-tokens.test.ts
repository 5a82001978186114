import { writeFileSync } from 'node:fs';
import { decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { temporaryFile } from '../../../test/fixtures/temporary-file.ts';
import { backendServices } from './access-tokens.ts';
import { loadSigningKeys, publicJwks } from './signing-key.ts';

const base = 'https://ehr.example/fhir';
const tokenUrl = 'https://auth.example/token';
const noon = Date.parse('2026-03-04T12:00:00Z');

async function keyFile(...algorithms: readonly string[]): Promise<string> {
  const keys = await Promise.all(
    algorithms.map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      return { ...(await exportJWK(privateKey)), kid: `key-${alg}`, alg };
    }),
  );
  const path = temporaryFile('keys.json', []);
  writeFileSync(path, JSON.stringify({ keys }));
  return path;
}

interface Sent {
  readonly url: string;
  readonly form: URLSearchParams;
}

type TokenAnswer = (nth: number, sent: Sent) => Response | Promise<Response>;
const granted = (nth: number, expires_in: unknown = 300) => Response.json({ access_token: `t${nth}`, expires_in });

/** Backend Services against an authorisation server that answers so, with a clock that is set by hand. */
async function opened(answer: TokenAnswer, path: string) {
  const sent: Sent[] = [];
  let time = noon;
  let ids = 0;
  const fetch = (async (input: string, init?: RequestInit) => {
    if (input === `${base}/.well-known/smart-configuration`) return Response.json({ token_endpoint: tokenUrl });
    if (input !== tokenUrl) return new Response(null, { status: 404 });
    expect(init?.redirect).toBe('manual');
    sent.push({ url: input, form: new URLSearchParams(String(init?.body)) });
    return answer(sent.length, sent.at(-1)!);
  }) as typeof globalThis.fetch;
  const source = backendServices({
    clientId: 'hoofbeats',
    keys: await loadSigningKeys(path),
    jku: 'https://hoofbeats.example/jwks.json',
    fetch,
    now: () => time,
    newId: () => `id-${++ids}`,
  });
  return {
    source,
    sent,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

describe('backendServices (SMART App Launch 2.2 §Backend Services)', () => {
  it.each(['RS384', 'ES384'])(
    'BS1, BS2, BS4: signs an assertion with %s that the registered key verifies',
    async (alg) => {
      const path = await keyFile(alg);
      const { source, sent } = await opened((nth) => granted(nth), path);
      expect(await source(base, 'system/*.read').token()).toBe('t1');
      const { form } = sent[0]!;
      expect(Object.fromEntries(form)).toMatchObject({
        grant_type: 'client_credentials',
        scope: 'system/*.read',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      });
      const [jwk] = (await publicJwks(path)).keys;
      expect(jwk).toMatchObject({ kid: `key-${alg}`, alg, use: 'sig' });
      expect(jwk).not.toHaveProperty('d');
      const assertion = form.get('client_assertion')!;
      const { payload } = await jwtVerify(assertion, await importJWK(jwk as JWK, alg), {
        audience: tokenUrl,
        issuer: 'hoofbeats',
        subject: 'hoofbeats',
        currentDate: new Date(noon),
      });
      expect(payload.exp! - noon / 1000).toBeLessThanOrEqual(300);
      expect(payload.jti).toBe('id-1');
      expect(decodeProtectedHeader(assertion)).toEqual({
        alg,
        kid: `key-${alg}`,
        typ: 'JWT',
        jku: 'https://hoofbeats.example/jwks.json',
      });
    },
  );

  it('BS3, BS6: keeps a token for each server and scope, and renews it 30 s before its end, with a new jti', async () => {
    const { source, sent, pass } = await opened((nth) => granted(nth), await keyFile('ES384'));
    const observations = source(base, 'system/Observation.read');
    expect(await Promise.all([observations.token(), observations.token()])).toEqual(['t1', 't1']);
    expect(await source(base, 'system/Patient.read').token()).toBe('t2');
    pass(269_000);
    expect(await source(base, 'system/Observation.read').token()).toBe('t1');
    pass(1000);
    expect(await observations.token()).toBe('t3');
    const claims = sent.map(({ form }) => JSON.parse(atob(form.get('client_assertion')!.split('.')[1]!)).jti);
    expect(new Set(claims).size).toBe(3);
  });

  it.each([
    ['60', 30_000],
    [20, 10_000],
    [undefined, 270_000],
  ])('uses a token of %j s for %d ms', async (expires, usable) => {
    const { source, pass } = await opened((nth) => granted(nth, expires), await keyFile('ES384'));
    const access = source(base, 's');
    await access.token();
    pass(usable - 1);
    expect(await access.token()).toBe('t1');
    pass(1);
    expect(await access.token()).toBe('t2');
  });

  it('does not hand out a token again that was refused, and leaves a newer one alone', async () => {
    const { source } = await opened((nth) => granted(nth), await keyFile('ES384'));
    const access = source(base, 's');
    access.refuse(await access.token());
    expect(await access.token()).toBe('t2');
    access.refuse('t1');
    expect(await access.token()).toBe('t2');
  });

  it('tries its other key when the server does not accept the first', async () => {
    const path = await keyFile('RS384', 'ES384');
    const { source, sent } = await opened(
      (nth) => (nth === 1 ? Response.json({ error: 'invalid_client' }, { status: 400 }) : granted(nth)),
      path,
    );
    expect(await source(base, 's').token()).toBe('t2');
    expect(sent.map(({ form }) => decodeProtectedHeader(form.get('client_assertion')!).alg)).toEqual([
      'ES384',
      'RS384',
    ]);
  });

  it.each([
    ['ACCESS_REFUSED', () => Response.json({ error: 'invalid_scope' }, { status: 400 })],
    ['ACCESS_REFUSED', () => Response.json({ token_type: 'bearer' })],
    ['ACCESS_REFUSED', () => new Response(null, { status: 302, headers: { Location: 'https://elsewhere.example' } })],
    ['FHIR_SERVER_UNAVAILABLE', () => new Response('', { status: 503 })],
    ['FHIR_SERVER_UNAVAILABLE', () => Promise.reject(new TypeError('fetch failed'))],
  ] as const)('says %s when there is no token', async (code, answer) => {
    const { source } = await opened(answer, await keyFile('ES384'));
    await expect(source(base, 's').token()).rejects.toMatchObject({ code });
  });
});

describe('loadSigningKeys', () => {
  it('prefers ES384, and leaves out what cannot sign so', async () => {
    const keys = await loadSigningKeys(await keyFile('RS384', 'ES256', 'ES384'));
    expect(keys.map(({ alg }) => alg)).toEqual(['ES384', 'RS384']);
  });

  it.each([
    ['no JSON', '{"d":"secret'],
    ['no key set', '[]'],
    ['no private key', '{"keys":[{"kty":"RSA","kid":"a","n":"secret","e":"AQAB"}]}'],
    ['no kid', '{"keys":[{"kty":"EC","crv":"P-384","d":"secret"}]}'],
    ['a damaged key', '{"keys":[{"kty":"EC","crv":"P-384","kid":"a","d":"secret","x":"secret","y":"secret"}]}'],
  ])('refuses %s without quoting it', async (_, text) => {
    const loading = loadSigningKeys(temporaryFile('keys.json', [text]));
    await expect(loading).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.not.stringContaining('secret'),
    });
  });
});
