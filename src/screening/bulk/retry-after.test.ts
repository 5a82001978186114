import { describe, expect, it } from 'vitest';
import { waitBefore } from './retry-after.ts';

const now = Date.parse('2026-03-04T05:06:07Z');
const wait = (value: string, headers: Readonly<Record<string, string>> = {}) =>
  waitBefore(new Headers({ 'Retry-After': value, ...headers }), 0, now);

describe('B7, BV5: waitBefore, by Retry-After in seconds, HTTP-date or nonsense', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['seconds with a fraction', '2.5', 2500],
    ['an HTTP-date', 'Wed, 04 Mar 2026 05:07:07 GMT', 60_000],
    ['an HTTP-date of the past', 'Fri, 31 Dec 1999 23:59:59 GMT', 1000],
    ['the epoch in milliseconds', String(now + 30_000), 30_000],
    ['the epoch in seconds', String(now / 1000 + 45), 45_000],
    ['three weeks', '1795226', 300_000],
    ['hours', '14400', 300_000],
    ['nothing of a wait', '0', 1000],
    ['a negative number', '-5', 1000],
    ['an instant of ISO 8601', '2026-03-04T05:06:27Z', 20_000],
    ['words', 'soon', 1000],
    ['words with a number', 'in 5', 1000],
    ['an empty value', '', 1000],
  ])('takes %s: %j → %d ms', (_, value, expected) => {
    expect(wait(value)).toBe(expected);
  });

  it('reads an HTTP-date by the clock of the server', () => {
    const headers = { Date: 'Wed, 04 Mar 2026 05:00:07 GMT' };
    expect(wait('Wed, 04 Mar 2026 05:00:37 GMT', headers)).toBe(30_000);
  });

  it('backs off exponentially, up to the limit, where the server says nothing', () => {
    const waits = [0, 1, 2, 3, 8, 9, 1000].map((attempt) => waitBefore(new Headers(), attempt, now));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 256_000, 300_000, 300_000]);
  });

  it.each(['0', 'Fri, 31 Dec 1999 23:59:59 GMT', 'in 5', String(now - 1)])('backs off from %j, too', (value) => {
    expect(waitBefore(new Headers({ 'Retry-After': value }), 4, now)).toBe(16_000);
  });

  it('keeps the limits that it is given', () => {
    const limits = { shortestMs: 10, longestMs: 20 };
    expect(waitBefore(new Headers({ 'Retry-After': '1' }), 0, now, limits)).toBe(20);
    expect(waitBefore(new Headers(), 0, now, limits)).toBe(10);
  });
});
