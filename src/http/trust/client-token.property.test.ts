import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientKey, jwt, signedBy } from '../../../test/fixtures/client-token.ts';
import { tokenVerifier } from './client-token.ts';
import { memoryReplayGuard } from './memory-replay-guard.ts';

const now = Date.UTC(2026, 10, 21);
const seconds = now / 1000;
const audience = 'https://ddx.example/cds-services/x';
const issuer = 'https://ehr.example';
const key = clientKey('ES384', 'k');

const verify = tokenVerifier({
  ehrs: [
    {
      issuer,
      algorithms: ['ES384'],
      jku: [],
      jwks: { keys: [key.jwk as { kty: 'EC'; kid: string }] },
      audiences: [],
      tenants: [],
      fhirServers: [],
      privateNetworks: [],
      prefetchKeys: {},
      dialect: 'standard',
    },
  ],
  replays: memoryReplayGuard(() => now),
  now: () => now,
});
const header = { alg: 'ES384', kid: 'k', typ: 'JWT' };
const claims = { iss: issuer, aud: audience, iat: seconds, exp: seconds + 300, jti: 'j' };
const valid = jwt(header, claims, signedBy(key));
const refused = { code: 'UNAUTHENTICATED' };

describe('any token but a valid one', () => {
  it('J3: with one character changed is refused', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    const change = fc.record({ at: fc.nat(valid.length - 1), to: fc.constantFrom(...alphabet) });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, to }) => {
        fc.pre(valid[at] !== to);
        await expect(verify(valid.slice(0, at) + to + valid.slice(at + 1), audience)).rejects.toMatchObject(refused);
      }),
      { numRuns: 300 },
    );
  });

  it('J2: of any JSON in header and claims is refused, whoever signed it', async () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    const nearly = fc.record({ name: fc.constantFrom(...Object.keys(header)), value: json });
    await fc.assert(
      fc.asyncProperty(nearly, json, async ({ name, value }, payload) => {
        const wrong = { ...header, [name]: value };
        fc.pre(JSON.stringify(wrong) !== JSON.stringify(header));
        // The media type may be spelt in any case and in full (RFC 7515 §4.1.9).
        fc.pre(!(name === 'typ' && typeof value === 'string' && /^(application\/)?jwt$/i.test(value)));
        await expect(verify(jwt(wrong, claims, signedBy(key)), audience)).rejects.toMatchObject(refused);
        await expect(verify(jwt(header, payload, signedBy(key)), audience)).rejects.toMatchObject(refused);
      }),
      { numRuns: 200 },
    );
  });

  it('J2: of any text is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        await expect(verify(text, audience)).rejects.toMatchObject(refused);
      }),
      { numRuns: 300 },
    );
  });

  it('J2: while the valid one is accepted, once', async () => {
    expect(await verify(valid, audience)).toMatchObject({ issuer });
    await expect(verify(valid, audience)).rejects.toMatchObject(refused);
  });
});
