export const msPerDay = 86_400_000;

/** A whole date or an instant, read from bytes. See `PartialDate`. */
export interface DateRead {
  start: number;
  end: number;
  /** The day as it is written, e.g. 20240302. */
  day: number;
}

/**
 * Reads `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss[.fff](Z|±hh:mm)` into `date` as `parseDate` does. False for everything else,
 * be it a date or not: for `parseDate` to tell.
 */
export function readDateBytes(bytes: Uint8Array, from: number, to: number, date: DateRead): boolean {
  if (to - from < 10 || bytes[from + 4] !== hyphen || bytes[from + 7] !== hyphen) return false;
  const year = twoDigits(bytes, from) * 100 + twoDigits(bytes, from + 2);
  const month = twoDigits(bytes, from + 5);
  const day = twoDigits(bytes, from + 8);
  // NaN, where a digit is none, is in no range.
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month))) return false;
  const midnight = (daysBefore(year, month) + day - 1) * msPerDay;
  date.day = year * 10_000 + month * 100 + day;
  date.start = midnight;
  date.end = midnight + msPerDay;
  return to - from === 10 || readTime(bytes, from + 10, to, midnight, date);
}

function readTime(bytes: Uint8Array, from: number, to: number, midnight: number, date: DateRead): boolean {
  if (to - from < 10 || bytes[from] !== letterT || bytes[from + 3] !== colon || bytes[from + 6] !== colon) return false;
  const hour = twoDigits(bytes, from + 1);
  const minute = twoDigits(bytes, from + 4);
  const second = twoDigits(bytes, from + 7);
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return false;
  let at = from + 9;
  let milliseconds = 0;
  if (bytes[at] === point) {
    const first = ++at;
    let [share, parts] = [0, 1];
    for (; isDigit(bytes[at]); at++, parts *= 10) share = share * 10 + bytes[at]! - zero;
    // The quotient is the double that the digits stand for, as parseDate has it; of three digits, no more is needed.
    milliseconds = Math.trunc((share / parts) * 1000);
    if (at === first || at - first > 3 || at >= to) return false;
  }
  const offset = zoneMinutes(bytes, at, to);
  const start = midnight + ((hour * 60 + minute - offset) * 60 + second) * 1000 + milliseconds;
  date.start = start;
  date.end = start + 1000;
  return !Number.isNaN(start);
}

function zoneMinutes(bytes: Uint8Array, at: number, to: number): number {
  if (to - at === 1 && bytes[at] === letterZ) return 0;
  const sign = bytes[at] === plus ? 1 : bytes[at] === hyphen ? -1 : Number.NaN;
  if (to - at !== 6 || bytes[at + 3] !== colon) return Number.NaN;
  const [hours, minutes] = [twoDigits(bytes, at + 1), twoDigits(bytes, at + 4)];
  return hours <= 14 && minutes <= 59 ? sign * (hours * 60 + minutes) : Number.NaN;
}

const [hyphen, colon, point, plus, zero, letterT, letterZ] = [0x2d, 0x3a, 0x2e, 0x2b, 0x30, 0x54, 0x5a];
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= zero && byte <= zero + 9;

function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens, ones] = [bytes[at]! - zero, bytes[at + 1]! - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysOf = (year: number, month: number) => monthDays[month - 1]! + (month === 2 && isLeap(year) ? 1 : 0);

/** Days from 1970-01-01 to the first of a month. */
function daysBefore(year: number, month: number): number {
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return (year - 1970) * 365 + leapDays - 477 + daysInYear[month - 1]! + (month > 2 && isLeap(year) ? 1 : 0);
}

const daysInYear = monthDays.map((_, month) => monthDays.slice(0, month).reduce((sum, days) => sum + days, 0));
