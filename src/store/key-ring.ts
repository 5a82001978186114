import { hkdfSync } from 'node:crypto';
import { keyBytes, type NamedKey } from '../config/secret-key.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** Keys for one purpose: the first writes, all of them read. Old keys stay in the ring as long as their records do. */
export interface KeyRing {
  readonly current: NamedKey;
  /** @throws HoofbeatsError KEY_UNKNOWN naming the id. */
  find(id: string): NamedKey;
}

/** Everything that is secret about what is stored. */
export interface Keys {
  /** Seals findings and results. */
  readonly seal: KeyRing;
  /** Chains the audit log: without it nobody can forge a record. */
  readonly audit: KeyRing;
  /** Seals what waits in the queue, and the answers. */
  readonly queue: KeyRing;
  /** Turns ids into pseudonyms; it never rotates, or the pseudonyms of the past would no longer be found. */
  readonly pseudonym: Buffer;
}

/** The rings of the configured keys. Each purpose gets keys of its own, derived by HKDF (RFC 5869) from the same secrets. */
export function keysOf(secrets: readonly NamedKey[], pseudonym: Buffer): Keys {
  return {
    seal: ringOf(secrets, 'seal'),
    audit: ringOf(secrets, 'audit chain'),
    queue: ringOf(secrets, 'queue'),
    pseudonym,
  };
}

function ringOf(secrets: readonly NamedKey[], purpose: string): KeyRing {
  const keys = secrets.map(({ id, key }) => ({
    id,
    key: Buffer.from(hkdfSync('sha256', key, '', `hoofbeats ${purpose}`, keyBytes)),
  }));
  const [current] = keys;
  if (!current) throw new HoofbeatsError('CONFIG_INVALID', 'SEAL_KEYS: at least one key is needed.');
  return {
    current,
    find(id) {
      const found = keys.find((key) => key.id === id);
      if (!found)
        throw new HoofbeatsError('KEY_UNKNOWN', `A record is sealed with the key "${id}", which is not given.`);
      return found;
    },
  };
}
