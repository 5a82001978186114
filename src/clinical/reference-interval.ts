import type { Sex } from './case.ts';
import {
  type IntervalSource,
  intervalSources,
  type ReferenceInterval,
  referenceIntervals,
} from './tables/reference-intervals.ts';

const byLoinc = new Map<string, ReferenceInterval[]>();
for (const interval of referenceIntervals) {
  for (const code of interval.loinc) {
    const known = byLoinc.get(code);
    if (known) known.push(interval);
    else byLoinc.set(code, [interval]);
  }
}

// The intervals are those of adults; children without a range of their own stay undecided.
const adultAge = 18;

export type IntervalLookup =
  | { readonly kind: 'found'; readonly intervals: readonly ReferenceInterval[] }
  | { readonly kind: 'none'; readonly reason: 'no-reference-interval' | 'child-without-limits' | 'age-unknown' };

/**
 * Adult intervals for a test. With the sex unknown there may be two, which must agree on a result before it counts.
 * @param age years at the time of the observation
 */
export function adultIntervals(loinc: string, sex: Sex | undefined, age: number | undefined): IntervalLookup {
  const all = byLoinc.get(loinc);
  if (!all) return { kind: 'none', reason: 'no-reference-interval' };
  if (age === undefined) return { kind: 'none', reason: 'age-unknown' };
  if (age < adultAge) return { kind: 'none', reason: 'child-without-limits' };
  const intervals = all.filter(
    (interval) =>
      (interval.sex === undefined || sex === undefined || interval.sex === sex) &&
      age >= (interval.ageMin ?? 0) &&
      age < (interval.ageMax ?? Number.POSITIVE_INFINITY),
  );
  return intervals.length === 0 ? { kind: 'none', reason: 'no-reference-interval' } : { kind: 'found', intervals };
}

/** What the clinician reads of where an interval comes from. */
export function intervalLabel(source: IntervalSource): string {
  return intervalSources[source].label;
}
