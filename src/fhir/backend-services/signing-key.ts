import { readFile } from 'node:fs/promises';
import { type CryptoKey, exportJWK, importJWK, type JWK } from 'jose';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';

/** SMART App Launch 2.2 §Asymmetric authentication: clients SHALL be able to sign with both. The first is preferred. */
export const signingAlgorithms = ['ES384', 'RS384'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A private key with what the header of an assertion says about it. */
export interface SigningKey {
  readonly alg: SigningAlgorithm;
  readonly kid: string;
  readonly key: CryptoKey;
}

/**
 * Reads the private keys of a JWK Set file, in the order of preference.
 * @throws HoofbeatsError CONFIG_INVALID when the file cannot be read, or holds no private key for RS384 or ES384 with a
 *   `kid`. The message never quotes the file.
 */
export async function loadSigningKeys(path: string): Promise<readonly [SigningKey, ...SigningKey[]]> {
  const jwks = await readJwks(path);
  const keys: SigningKey[] = [];
  for (const alg of signingAlgorithms)
    for (const jwk of jwks.filter((one) => one.d !== undefined && algorithmOf(one) === alg)) {
      if (typeof jwk.kid !== 'string' || jwk.kid === '') throw invalid('a private key has no `kid`.');
      keys.push({ alg, kid: jwk.kid, key: await importPrivate(jwk, alg) });
    }
  const [first, ...others] = keys;
  if (!first) throw invalid('no private key for ES384 (EC, P-384) or RS384 (RSA) is in it.');
  return [first, ...others];
}

/** The public half of a JWK Set file: what is registered with the authorisation server, or published under `jku`. */
export async function publicJwks(path: string): Promise<{ readonly keys: readonly JWK[] }> {
  const keys = (await readJwks(path)).flatMap((jwk) => {
    const alg = algorithmOf(jwk);
    return alg === undefined ? [] : [{ alg, jwk }];
  });
  return { keys: await Promise.all(keys.map(({ jwk, alg }) => publicHalf(jwk, alg))) };
}

async function publicHalf({ kty, n, e, crv, x, y, kid }: JWK, alg: SigningAlgorithm): Promise<JWK> {
  const half = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y };
  const key = await exportJWK(await importJWK(half as JWK, alg, { extractable: true }));
  return { ...key, ...(kid !== undefined && { kid }), alg, use: 'sig', key_ops: ['verify'] };
}

/** What a key is for: what it says itself, otherwise what its type is good for. */
function algorithmOf({ kty, crv, alg }: JWK): SigningAlgorithm | undefined {
  const usual = kty === 'RSA' ? 'RS384' : kty === 'EC' && crv === 'P-384' ? 'ES384' : undefined;
  return alg === undefined || alg === usual ? usual : undefined;
}

async function readJwks(path: string): Promise<readonly JWK[]> {
  try {
    const { keys } = JSON.parse(await readFile(path, 'utf8'));
    if (Array.isArray(keys)) return keys;
  } catch (thrown) {
    // A parser's message quotes what it could not parse: only the file system's code is passed on.
    throw invalid(`it cannot be read as JSON${codeOf(thrown)}.`);
  }
  throw invalid('it is not a JWK Set.');
}

async function importPrivate(jwk: JWK, alg: SigningAlgorithm): Promise<CryptoKey> {
  try {
    return (await importJWK(jwk, alg)) as CryptoKey;
  } catch {
    throw invalid(`the key ${jwk.kid} is damaged.`);
  }
}

const codeOf = (thrown: unknown) => {
  const { code } = thrown as { readonly code?: unknown };
  return typeof code === 'string' ? ` (${code})` : '';
};

const invalid = (problem: string) => new HoofbeatsError('CONFIG_INVALID', `The file of the client's keys: ${problem}`);
