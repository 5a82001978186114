import type { Sex } from './case.ts';
import type { ReferenceInterval } from './tables/reference-interval-row.ts';
import { type IntervalSource, intervalSources } from './tables/reference-interval-sources.ts';
import { referenceIntervals } from './tables/reference-intervals.ts';

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
  const ofAge = all.filter(({ ageMin = 0, ageMax = Number.POSITIVE_INFINITY }) => age >= ageMin && age < ageMax);
  const intervals = ofAge.filter((interval) => interval.sex === undefined || interval.sex === (sex ?? interval.sex));
  // An interval of men alone says nothing of a patient who may be a woman.
  const oneSided =
    sex === undefined && new Set(intervals.map((interval) => interval.sex)).size === 1 && intervals[0]?.sex;
  if (oneSided) return { kind: 'none', reason: 'no-reference-interval' };
  return intervals.length === 0 ? { kind: 'none', reason: 'no-reference-interval' } : { kind: 'found', intervals };
}

/** What the clinician reads of where an interval comes from. */
export function intervalLabel(source: IntervalSource): string {
  return intervalSources[source].label;
}
