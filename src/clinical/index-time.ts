import { ageAt, msPerDay, type PartialDate } from '../fhir/date.ts';

/** The moment that ages are taken at, and the judge of what lies in the future. */
export interface IndexTime {
  /** ms since the epoch. */
  readonly at: number;
  /** Whether the record's dates were shifted as a whole, as de-identified data are. */
  readonly shifted: boolean;
}

// A local date without a zone may be up to 14 hours ahead of UTC; clocks of devices add some minutes.
const tolerance = msPerDay;

// The longest documented life is 122 years; dates later than this after birth are errors even in shifted records.
const longestLife = 125;

// Without a birth date in the future, so many dated resources must agree before the record counts as shifted.
const fewestShifted = 5;

/**
 * The rule: a present-day record is judged at the time of the call. A record whose dates lie mostly in the future is
 * taken for a date-shifted one (MIMIC moves patients to 2100–2200) when its birth date lies in the future too, or when
 * at least five dates agree; it is then judged at its latest evidence within a human life span of the birth.
 * So a single date in the future is an error in a present-day record, and whole shifted records work.
 */
export function indexTimeOf(dates: readonly PartialDate[], birth: PartialDate | undefined, now: number): IndexTime {
  const limit = now + tolerance;
  const future = dates.filter(({ start }) => start > limit);
  const bornLater = birth !== undefined && birth.start > limit;
  const mostly = future.length * 2 > dates.length;
  if (!mostly || !(bornLater || future.length >= fewestShifted)) return { at: now, shifted: false };
  let at = Number.NEGATIVE_INFINITY;
  for (const { start } of future) {
    if (start > at && (birth === undefined || (start >= birth.start && ageAt(birth, start) <= longestLife))) at = start;
  }
  // Evidence all before the birth, or all more than a lifetime after it: not a shifted record but a wrong one.
  return at === Number.NEGATIVE_INFINITY ? { at: now, shifted: false } : { at, shifted: true };
}

/** Whether a date lies after the index time by more than the tolerance for clocks and zones. */
export function isFuture(date: PartialDate, index: IndexTime): boolean {
  return date.start > index.at + tolerance;
}

/** Whether a date ends before the birth, with the same tolerance. */
export function isBeforeBirth(date: PartialDate, birth: PartialDate | undefined): boolean {
  return birth !== undefined && date.end + tolerance <= birth.start;
}
