import { describe, expect, it } from 'vitest';
import { type PartialDate, parseDate } from '../fhir/date.ts';
import { indexTimeOf, isBeforeBirth, isFuture } from './index-time.ts';

function date(text: string): PartialDate {
  const parsed = parseDate(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

const now = Date.parse('2024-06-01T00:00:00Z');

describe('indexTimeOf', () => {
  it('is the time of the call for a present-day record, however old its evidence', () => {
    expect(indexTimeOf([date('2001-01-01')], date('1980-01-01'), now)).toEqual({ at: now, shifted: false });
    expect(indexTimeOf([], undefined, now)).toEqual({ at: now, shifted: false });
  });

  it('is the latest evidence of a record shifted with its birth date', () => {
    const index = indexTimeOf([date('2150-01-01'), date('2151-05-05')], date('2090-01-01'), now);
    expect(index).toEqual({ at: date('2151-05-05').start, shifted: true });
  });

  it('recognises a shifted record of an old patient by its evidence', () => {
    const years = ['2110', '2111', '2112', '2113', '2114'].map(date);
    expect(indexTimeOf(years, date('2020-01-01'), now).shifted).toBe(true);
    expect(indexTimeOf(years.slice(1), date('2020-01-01'), now).shifted).toBe(false);
  });

  it('does not take one date in the future for a shifted record', () => {
    const index = indexTimeOf([date('2024-01-01'), date('2034-01-01')], date('1980-01-01'), now);
    expect(index.shifted).toBe(false);
    expect(isFuture(date('2034-01-01'), index)).toBe(true);
    expect(isFuture(date('2024-06-01T14:00:00Z'), index)).toBe(false);
  });

  it('leaves out evidence beyond a human life in a shifted record', () => {
    const index = indexTimeOf([date('2150-01-01'), date('2160-01-01'), date('2550-01-01')], date('2090-01-01'), now);
    expect(index.at).toBe(date('2160-01-01').start);
    expect(isFuture(date('2550-01-01'), index)).toBe(true);
  });

  it('does not believe in a birth after all evidence', () => {
    expect(indexTimeOf([date('2100-01-01')], date('2110-01-01'), now).shifted).toBe(false);
  });
});

describe('isBeforeBirth', () => {
  it('allows a day for clocks and zones', () => {
    expect(isBeforeBirth(date('2000-01-01'), date('2000-01-03'))).toBe(true);
    expect(isBeforeBirth(date('2000-01-02'), date('2000-01-03'))).toBe(false);
    expect(isBeforeBirth(date('2000'), date('2000-06-03'))).toBe(false);
  });
});
