import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from './key-ring.ts';

const cipher = 'aes-256-gcm';
/** NIST SP 800-38D §8.2.2: a random nonce of 96 bits, good for 2^32 records under one key. */
const nonceBytes = 12;
const tagBytes = 16;

/** What the columns of a sealed row hold. `sealed` is nonce, tag and ciphertext. */
export interface Sealed {
  readonly key_id: string;
  readonly sealed: Uint8Array;
}

/**
 * Seals bytes with AES-256-GCM.
 * @param place names the row, e.g. `assessment/1`; the seal opens nowhere else, so rows cannot be exchanged.
 */
export function sealBytes(bytes: Uint8Array, place: string, { current }: KeyRing): Sealed {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, current.key, nonce).setAAD(Buffer.from(`${current.id} ${place}`));
  const text = [encryption.update(bytes), encryption.final()];
  return { key_id: current.id, sealed: Buffer.concat([nonce, encryption.getAuthTag(), ...text]) };
}

/**
 * The bytes that were sealed at this place.
 * @throws HoofbeatsError KEY_UNKNOWN; RECORD_ALTERED when the row is not as it was written.
 */
export function unsealBytes(row: Sealed, place: string, ring: KeyRing): Buffer {
  const { id, key } = ring.find(row.key_id);
  // libsql returns an ArrayBuffer, pg a Buffer.
  const bytes = Buffer.from(row.sealed);
  try {
    const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(`${id} ${place}`))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decryption.update(bytes.subarray(nonceBytes + tagBytes)), decryption.final()]);
  } catch (cause) {
    throw new HoofbeatsError('RECORD_ALTERED', 'A sealed record does not open.', { cause, log: { place } });
  }
}

/** Seals a value as JSON (see `sealBytes`). */
export const seal = (value: unknown, place: string, ring: KeyRing): Sealed =>
  sealBytes(Buffer.from(JSON.stringify(value)), place, ring);

/** The value that was sealed at this place (see `unsealBytes`). */
export function unseal(row: Sealed, place: string, ring: KeyRing): unknown {
  return JSON.parse(unsealBytes(row, place, ring).toString('utf8'));
}
