import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { NotificationSource } from '../../config/notification-sources.ts';

/** What a request brings as proof. */
export interface Proof {
  readonly header: (name: string) => string | undefined;
  /** The body, byte for byte as it came. */
  readonly body: Buffer;
}

/**
 * Whether a notification is from its source: it carries the secret, and the HMAC of its body, whichever the source has been
 * given. Compared in constant time, so that nobody can guess byte by byte.
 */
export function isFromSource(
  { secret, hmac }: Pick<NotificationSource, 'secret' | 'hmac'>,
  { header, body }: Proof,
): boolean {
  if (!secret && !hmac) return false;
  if (secret && !same(header(secret.header) ?? '', secret.value)) return false;
  if (!hmac) return true;
  const expected = createHmac('sha256', hmac.key).update(body).digest('hex');
  // `sha256=…` (WebSub §8), in either case.
  return same((header(hmac.header) ?? '').replace(/^sha256=/i, '').toLowerCase(), expected);
}

/** Digests of both are compared: they are of equal length, whatever was sent. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => hash('sha256', text, 'buffer');
  return timingSafeEqual(digest(given), digest(expected));
}
