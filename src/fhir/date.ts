/**
 * A FHIR date, dateTime or instant (R4 §2.24.0.1) as the period that it covers: `2024` is a whole year, `2024-03-02` a
 * whole day. A time without a zone, which FHIR forbids and EHRs send, is read as UTC.
 */
export interface PartialDate {
  /** As it was written. */
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day' | 'time';
  /** Milliseconds since the epoch: first instant of the period, and first instant after it. */
  readonly start: number;
  readonly end: number;
}

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

const msPerMinute = 60_000;
export const msPerDay = 86_400_000;
// The Gregorian mean year, for ages in decimal years.
const msPerYear = 365.2425 * msPerDay;

// A record gives one and the same instant to all results of a sample, and reading it takes longer than finding it again.
const read = new Map<string, PartialDate | undefined>();
const mostRemembered = 4096;

/** Reads a FHIR date of any precision; undefined when it is not one (2023-02-30 is not). */
export function parseDate(value: unknown): PartialDate | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.length > longestDate) return readDate(value.trim());
  if (read.has(value)) return read.get(value);
  const date = readDate(value.trim());
  if (read.size === mostRemembered) read.clear();
  read.set(value, date);
  return date;
}

/** Longer texts are no dates, or hardly, and are not remembered. */
const longestDate = 40;

function readDate(text: string): PartialDate | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, years = '', months, days, hours, minutes, seconds, fraction, zone] = match;
  const year = Number(years);
  if (months === undefined) return period(text, 'year', utc(year, 1, 1), utc(year + 1, 1, 1));
  const month = Number(months);
  if (month < 1 || month > 12) return undefined;
  if (days === undefined) return period(text, 'month', utc(year, month, 1), utc(year, month + 1, 1));
  const day = Number(days);
  const midnight = utc(year, month, day);
  if (day < 1 || new Date(midnight).getUTCDate() !== day) return undefined;
  if (hours === undefined || minutes === undefined) return period(text, 'day', midnight, midnight + msPerDay);
  const hour = Number(hours);
  const minute = Number(minutes);
  // 60 is a leap second; 24:00 is excluded by FHIR.
  const second = Number(seconds ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offset = zoneMinutes(zone);
  if (offset === undefined) return undefined;
  const milliseconds = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
  const instant = midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
  return period(text, 'time', instant, instant + (seconds === undefined ? msPerMinute : 1000));
}

function period(text: string, precision: PartialDate['precision'], start: number, end: number): PartialDate {
  return Object.freeze({ text, precision, start, end });
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  // Date.UTC reads years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/**
 * Age in years with decimals. A birth date that is known to the month or year only counts as the middle of that period.
 * Negative when `at` (milliseconds since the epoch) lies before the birth.
 */
export function ageAt(birth: PartialDate, at: number): number {
  const born = birth.precision === 'day' || birth.precision === 'time' ? birth.start : (birth.start + birth.end) / 2;
  const years = new Date(at).getUTCFullYear() - new Date(born).getUTCFullYear();
  const birthday = new Date(born);
  birthday.setUTCFullYear(birthday.getUTCFullYear() + years);
  // Whole years are counted by birthdays, so that the 18th birthday is exactly 18.
  const last = birthday.getTime() <= at ? years : years - 1;
  const since = new Date(born);
  since.setUTCFullYear(since.getUTCFullYear() + last);
  return last + Math.min((at - since.getTime()) / msPerYear, 0.9999);
}
