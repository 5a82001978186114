import { randomUUID } from 'node:crypto';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { numberOf, objectOf, stringOf } from '../json.ts';
import { clientAssertion } from './assertion.ts';
import { discoverTokenUrl } from './discover-token-url.ts';
import type { SigningKey } from './signing-key.ts';

/** Where the access token of one (server, scope) comes from. */
export interface AccessSource {
  /** A token that is good for 30 s at least, or as long as the server lets it live. */
  token(): Promise<string>;
  /** The server did not accept this token: it is not handed out again. */
  refuse(token: string): void;
}

export interface BackendServicesOptions {
  readonly clientId: string;
  /** The keys that are registered; the first one that the server accepts is used. */
  readonly keys: readonly [SigningKey, ...SigningKey[]];
  /** Registered URL of the public keys. */
  readonly jku?: string;
  /** Token URLs by FHIR base URL, where discovery is not wanted. */
  readonly tokenUrls?: Readonly<Record<string, string>>;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly newId?: () => string;
}

/** SMART App Launch 2.2 §Backend Services: no refresh tokens; a new one is asked for this long before the end. */
const renewEarlyMs = 30_000;
/** RFC 6749 §5.1 leaves `expires_in` out now and then; SMART recommends 300 s at most. */
const usualSeconds = 300;
const patienceMs = 30_000;

interface Kept {
  readonly token: string;
  /** Until when it is handed out. */
  readonly until: number;
}

/**
 * SMART Backend Services: access tokens by signed assertions, one for each (server, scope), kept until shortly before
 * they expire. Callers at the same time share one request.
 * @returns the source for a FHIR base URL and a scope such as `system/Observation.read`
 */
export function backendServices(options: BackendServicesOptions): (base: string, scope: string) => AccessSource {
  const sources = new Map<string, AccessSource>();
  return (base, scope) => {
    const key = JSON.stringify([base, scope]);
    const source = sources.get(key) ?? accessSource(base, scope, options);
    sources.set(key, source);
    return source;
  };
}

function accessSource(base: string, scope: string, options: BackendServicesOptions): AccessSource {
  const { now = Date.now } = options;
  let kept: Kept | undefined;
  let pending: Promise<Kept> | undefined;
  return {
    async token() {
      if (kept && now() < kept.until) return kept.token;
      pending ??= requestToken(base, scope, options).finally(() => {
        pending = undefined;
      });
      kept = await pending;
      return kept.token;
    },
    refuse(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

async function requestToken(base: string, scope: string, options: BackendServicesOptions): Promise<Kept> {
  const { keys, tokenUrls = {}, fetch = globalThis.fetch, now = Date.now } = options;
  const tokenUrl = tokenUrls[base] ?? (await discoverTokenUrl(base, fetch));
  let status = 0;
  // A server may have one of our keys registered, or support one algorithm only.
  for (const key of keys) {
    const askedAt = now();
    const response = await askForToken(tokenUrl, scope, key, options);
    if (response.ok) return readToken(await response.json().catch(() => undefined), askedAt);
    status = response.status;
    await response.body?.cancel();
    if (status !== 400 && status !== 401) break;
  }
  if (status === 429 || status >= 500)
    throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', `The authorisation server answered ${status}.`);
  throw new HoofbeatsError('ACCESS_REFUSED', `The authorisation server refused an access token with ${status}.`);
}

async function askForToken(tokenUrl: string, scope: string, key: SigningKey, options: BackendServicesOptions) {
  const { clientId, jku, fetch = globalThis.fetch, now = Date.now, newId = randomUUID } = options;
  const assertion = await clientAssertion({
    clientId,
    tokenUrl,
    key,
    ...(jku !== undefined && { jku }),
    now: now(),
    jti: newId(),
  });
  try {
    return await fetch(tokenUrl, {
      method: 'POST',
      // A redirect would carry the assertion to a place that nobody has named.
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (cause) {
    throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'The authorisation server does not answer.', { cause });
  }
}

function readToken(answer: unknown, askedAt: number): Kept {
  const { access_token, expires_in } = objectOf(answer);
  const token = stringOf(access_token);
  if (token === undefined) throw new HoofbeatsError('ACCESS_REFUSED', 'The token answer holds no access token.');
  // Some servers send the number as text.
  const seconds = numberOf(Number(expires_in)) ?? usualSeconds;
  const lifetime = seconds * 1000;
  // A token that lives for less than a minute is used for half of its life.
  return { token, until: askedAt + Math.max(lifetime - renewEarlyMs, lifetime / 2) };
}
