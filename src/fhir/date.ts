import { type DateRead, msPerDay, readDateBytes } from './date-bytes.ts';

export { msPerDay } from './date-bytes.ts';

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
// The Gregorian mean year, for ages in decimal years.
const msPerYear = 365.2425 * msPerDay;

// A record gives one and the same instant to all results of a sample, and reading it takes longer than finding it again.
const read = new Map<string, PartialDate | undefined>();
const mostRemembered = 4096;
/** Longer texts are no dates, or hardly, and are not remembered. */
const longestDate = 40;

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

function readDate(text: string): PartialDate | undefined {
  return readUsualDate(text) ?? readAnyDate(text);
}

// What most dates are, whole days and instants, is read from bytes: a tenth of the time of the pattern.
const bytes = new Uint8Array(longestDate);
const dateRead: DateRead = { start: 0, end: 0, day: 0 };

function readUsualDate(text: string): PartialDate | undefined {
  const { length } = text;
  if (length > longestDate) return undefined;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 128 ? code : 0;
  }
  if (!readDateBytes(bytes, 0, length, dateRead)) return undefined;
  return period(text, length === 10 ? 'day' : 'time', dateRead.start, dateRead.end);
}

function readAnyDate(text: string): PartialDate | undefined {
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
  const year = new Date(at).getUTCFullYear();
  const birthday = birthdayIn(year, birth);
  // Whole years are counted by birthdays, so that the 18th birthday is exactly 18.
  const had = birthday <= at;
  const last = had ? birthday : birthdayIn(year - 1, birth);
  const years = year - new Date(bornAt(birth)).getUTCFullYear() - (had ? 0 : 1);
  return years + Math.min((at - last) / msPerYear, 0.9999);
}

const bornAt = ({ precision, start, end }: PartialDate) =>
  precision === 'day' || precision === 'time' ? start : (start + end) / 2;

// A record asks for the ages of one person at hundreds of moments in a few years.
const lastAsked: { birth: PartialDate | undefined; birthdays: Map<number, number> } = {
  birth: undefined,
  birthdays: new Map(),
};

/** The moment of the birthday in a year, as milliseconds since the epoch; 29 February is 1 March in most years. */
function birthdayIn(year: number, birth: PartialDate): number {
  if (lastAsked.birth !== birth) {
    lastAsked.birth = birth;
    lastAsked.birthdays.clear();
  }
  const known = lastAsked.birthdays.get(year);
  if (known !== undefined) return known;
  const birthday = new Date(bornAt(birth));
  birthday.setUTCFullYear(year);
  lastAsked.birthdays.set(year, birthday.getTime());
  return birthday.getTime();
}
