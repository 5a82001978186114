import { describe, expect, it } from 'vitest';
import { ageAt, msPerDay, parseDate } from './date.ts';

const at = (text: string) => Date.parse(text);

describe('parseDate', () => {
  it.each([
    ['2024', 'year', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02', 'month', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-02-29', 'day', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-03-02T10:30:00-05:00', 'time', '2024-03-02T15:30:00Z', '2024-03-02T15:30:01Z'],
    ['2024-03-02T10:30', 'time', '2024-03-02T10:30:00Z', '2024-03-02T10:31:00Z'],
    ['2011-10-14T23:37:54.530+00:00', 'time', '2011-10-14T23:37:54.530Z', '2011-10-14T23:37:55.530Z'],
  ])('reads %s as the period that it covers', (text, precision, start, end) => {
    expect(parseDate(text)).toEqual({ text, precision, start: at(start), end: at(end) });
  });

  it.each(['2023-02-29', '2023-13', '2023-00-10', '20230101', '2023-01-01T25:00:00Z', '02/03/2024', '', 'today'])(
    'refuses %s',
    (text) => {
      expect(parseDate(text)).toBeUndefined();
    },
  );

  it('refuses what is not a string', () => {
    expect([20240101, null, {}, ['2024']].map(parseDate)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('reads years below 100 as they are written', () => {
    expect(parseDate('0045')?.start).toBeLessThan(at('0046-01-01T00:00:00Z'));
  });
});

describe('ageAt', () => {
  const birth = parseDate('2000-03-01');
  if (!birth) throw new Error('fixture');

  it('is exactly 18 on the 18th birthday and below it the day before', () => {
    expect(ageAt(birth, at('2018-03-01T00:00:00Z'))).toBe(18);
    expect(ageAt(birth, at('2018-02-28T00:00:00Z'))).toBeLessThan(18);
  });

  it('counts half a year as about 0.5', () => {
    expect(ageAt(birth, at('2000-09-01T00:00:00Z'))).toBeCloseTo(0.5, 1);
  });

  it('is negative before the birth', () => {
    expect(ageAt(birth, birth.start - msPerDay)).toBeLessThan(0);
  });

  it('takes the middle of a birth year that is all that is known', () => {
    const year = parseDate('1990');
    expect(year && ageAt(year, at('2020-01-01T00:00:00Z'))).toBeCloseTo(29.5, 1);
  });
});
