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
 * Seals a value as JSON with AES-256-GCM.
 * @param place names the row, e.g. `assessment/1`; the seal opens nowhere else, so rows cannot be exchanged.
 */
export function seal(value: unknown, place: string, { current }: KeyRing): Sealed {
  const nonce = randomBytes(nonceBytes);
  const encryption = createCipheriv(cipher, current.key, nonce).setAAD(Buffer.from(`${current.id} ${place}`));
  const text = Buffer.concat([encryption.update(JSON.stringify(value), 'utf8'), encryption.final()]);
  return { key_id: current.id, sealed: Buffer.concat([nonce, encryption.getAuthTag(), text]) };
}

/**
 * The value that was sealed at this place.
 * @throws HoofbeatsError KEY_UNKNOWN; RECORD_ALTERED when the row is not as it was written.
 */
export function unseal(row: Sealed, place: string, ring: KeyRing): unknown {
  const { id, key } = ring.find(row.key_id);
  // libsql returns an ArrayBuffer, pg a Buffer.
  const bytes = Buffer.from(row.sealed);
  try {
    const decryption = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(`${id} ${place}`))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const text = Buffer.concat([decryption.update(bytes.subarray(nonceBytes + tagBytes)), decryption.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new HoofbeatsError('RECORD_ALTERED', 'A sealed record does not open.', { cause, log: { place } });
  }
}
