import type { JSONWebKeySet } from 'jose';

/** A JWK Set as it came, and how long its publisher lets it be kept. */
export interface FetchedKeys {
  readonly jwks: JSONWebKeySet;
  /** `max-age` of its Cache-Control, in milliseconds; absent when it does not say. */
  readonly maxAgeMs?: number;
}

export type FetchKeys = (url: string) => Promise<FetchedKeys>;

const patienceMs = 2000;
/** A key set holds a handful of keys of a few hundred bytes. */
const largest = 256 * 1024;

/**
 * Fetches a JWK Set. The URL has been compared with the registry before; a redirect would lead away from it, so none is
 * followed.
 * @throws whatever keeps it from a JSON object of reasonable size in reasonable time
 */
export const fetchKeys: FetchKeys = async (url) => {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
    headers: { Accept: 'application/jwk-set+json, application/json' },
  });
  if (!response.ok) throw new Error(`the key set was answered with ${response.status}`);
  const jwks = JSON.parse(await boundedText(response));
  const maxAge = /\bmax-age=(\d{1,9})\b/.exec(response.headers.get('cache-control') ?? '')?.[1];
  return { jwks, ...(maxAge !== undefined && { maxAgeMs: Number(maxAge) * 1000 }) };
};

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largest) throw new Error('the key set is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
