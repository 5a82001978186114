/** Limits of a wait, in milliseconds. */
export interface WaitLimits {
  readonly shortestMs: number;
  /** Whatever a server asks for, it is asked again after this time. */
  readonly longestMs: number;
}

export const usualWaits: WaitLimits = { shortestMs: 1000, longestMs: 300_000 };

/** Digits beyond a year of seconds are an instant: epoch seconds, or from 10¹² on epoch milliseconds. */
const yearSeconds = 366 * 86_400;
const epochMilliseconds = 1e12;
/** An HTTP-date begins with the day of the week; some servers send ISO 8601. `Date.parse` alone takes "soon 5" for a date. */
const dateLike = /^(?:[A-Z][a-z]{2,8},? |\d{4}-\d\d-\d\dT)/;

/**
 * How long to wait before asking again: what Retry-After says (RFC 9110 §10.2.3), otherwise twice as long every time.
 * Real servers send seconds, an HTTP-date, the epoch in seconds or milliseconds, and nonsense, so the wait is clamped.
 * @param attempt from 0
 * @param now milliseconds since the epoch
 * @returns milliseconds
 */
export function waitBefore(headers: Headers, attempt: number, now: number, limits: WaitLimits = usualWaits): number {
  const asked = askedWait(headers.get('retry-after')?.trim() ?? '', serverTime(headers) ?? now, now);
  const backOff = limits.shortestMs * 2 ** Math.min(attempt, 30);
  // A moment that is over says nothing: a server with a wrong clock would be asked without end.
  const wait = asked !== undefined && asked > 0 ? asked : backOff;
  return Math.min(Math.max(wait, limits.shortestMs), limits.longestMs);
}

/** Milliseconds; undefined when the value says nothing. */
function askedWait(value: string, serverNow: number, now: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) {
    const number = Number(value);
    if (number >= epochMilliseconds) return number - now;
    return number > yearSeconds ? number * 1000 - now : number * 1000;
  }
  const date = dateLike.test(value) ? Date.parse(value) : Number.NaN;
  // An instant is meant by the clock of the server, which may be wrong.
  return Number.isNaN(date) ? undefined : date - serverNow;
}

function serverTime(headers: Headers): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
