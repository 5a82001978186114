import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from './date.ts';
import { readDateBytes } from './date-bytes.ts';

const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const year = fc.integer({ min: 1000, max: 2400 }).map(String);
const zone = fc.oneof(
  fc.constantFrom('Z', '', '+00:00', '-05:00', 'z'),
  fc
    .tuple(fc.constantFrom('+', '-', ' '), two(15), two(60))
    .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);
const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{0,4}$/));
const date = fc.tuple(year, two(13), two(32)).map((parts) => parts.join('-'));
const instant = fc
  .tuple(date, two(24), two(60), two(61), fraction, zone)
  .map(([day, hour, minute, second, rest, offset]) => `${day}T${hour}:${minute}:${second}${rest}${offset}`);

describe('dates from bytes', () => {
  it('are what parseDate reads, wherever they are read at all', () => {
    let reads = 0;
    const check = (text: string) => {
      const bytes = Buffer.from(`"${text}"`);
      const read = { start: 0, end: 0, day: 0 };
      if (!readDateBytes(bytes, 1, bytes.length - 1, read)) return;
      reads += 1;
      const { start, end, text: same } = parseDate(text)!;
      expect({ text, ...read }).toEqual({ text: same, start, end, day: Number(text.slice(0, 10).replaceAll('-', '')) });
    };
    fc.assert(fc.property(fc.oneof(date, instant), check), { numRuns: 5000 });
    expect(reads).toBeGreaterThan(500);
  });

  it('reads the usual forms', () => {
    for (const text of [
      '2024-02-29',
      '2011-10-14T23:37:54+00:00',
      '2011-10-14T23:37:54.530-05:00',
      '1999-12-31T00:00:00Z',
    ])
      expect(readDateBytes(Buffer.from(text), 0, text.length, { start: 0, end: 0, day: 0 })).toBe(true);
  });

  it('leaves to parseDate what is less than a day, or no date', () => {
    for (const text of ['2024', '2024-02', '2023-02-29', '2024-02-29T10:00Z', '2024-02-29T10:00:00', 'yesterday!', ''])
      expect(readDateBytes(Buffer.from(text), 0, text.length, { start: 0, end: 0, day: 0 })).toBe(false);
  });
});
