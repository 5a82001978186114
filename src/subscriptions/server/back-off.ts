/** Deliveries that may fail one after the other before the subscription is in error. */
export const mostAttempts = 6;

const firstMs = 1_000;
const longestMs = 5 * 60_000;

/**
 * How long to wait after a number of failures in a row: exponential, with full jitter below the upper half, so that a
 * subscriber that comes back does not meet everything at once.
 * @param random from 0 up to 1
 */
export function backOffMs(attempts: number, random: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** (attempts - 1));
  return ceiling / 2 + (ceiling / 2) * random;
}
