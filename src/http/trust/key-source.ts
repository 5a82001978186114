import { createLocalJWKSet, errors, type JWSHeaderParameters, type JWTVerifyGetKey } from 'jose';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { type FetchKeys, fetchKeys } from './jwks-fetch.ts';

/** Finds the public key that a token's header names. */
export type KeySource = JWTVerifyGetKey;

/** Shortest time between two fetches of one key set, whatever tokens claim to need (CDS Hooks best practices: rotation). */
const coolDownMs = 30_000;
/** How long keys are kept when their publisher does not say, and at most. */
const usualAgeMs = 10 * 60_000;
const greatestAgeMs = 24 * 3_600_000;
/** How long old keys are good while their publisher cannot be reached. */
const graceMs = 3_600_000;

export interface KeySourceOptions {
  readonly fetch?: FetchKeys;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * Keys published at `url`: fetched when first needed, kept as long as their Cache-Control allows, and fetched anew for a
 * `kid` that they do not hold, at most once per cool-down, so that made-up `kid`s cannot turn us against the publisher.
 * The source throws jose's errors, and TRUST_UNAVAILABLE when the keys cannot be had.
 */
export function remoteKeys(url: string, { fetch = fetchKeys, now = Date.now }: KeySourceOptions = {}): KeySource {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let freshUntil = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  let pending: Promise<void> | undefined;

  const load = async () => {
    try {
      const { jwks, maxAgeMs = usualAgeMs } = await fetch(url);
      keys = createLocalJWKSet(jwks);
      freshUntil = now() + Math.min(Math.max(maxAgeMs, coolDownMs), greatestAgeMs);
      failure = undefined;
    } catch (thrown) {
      failure = thrown;
    }
  };
  /** Loads unless that has been tried lately; callers at the same time share one load. */
  const refresh = async () => {
    if (!pending && now() - triedAt >= coolDownMs) {
      triedAt = now();
      pending = load().finally(() => {
        pending = undefined;
      });
    }
    await pending;
  };
  const find = (header: JWSHeaderParameters) => {
    if (!keys || now() > freshUntil + graceMs)
      throw new HoofbeatsError('TRUST_UNAVAILABLE', 'The keys of the client cannot be had at the moment.', {
        log: { jku: url },
        cause: failure,
      });
    return keys(header);
  };

  return async (header) => {
    if (!keys || now() >= freshUntil) await refresh();
    try {
      return await find(header);
    } catch (thrown) {
      if (!(thrown instanceof errors.JWKSNoMatchingKey)) throw thrown;
      await refresh();
      return find(header);
    }
  };
}
