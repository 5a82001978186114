import { type JsonObject, listOf, objectOf } from '../../fhir/json.ts';
import { glycatedHaemoglobin } from '../glycated-haemoglobin.ts';
import { withGreyZone } from '../grey-zone.ts';
import type { Limits } from '../limits.ts';
import { unitOf } from '../observation-value.ts';
import { plausibleLimits } from '../plausible.ts';
import { reportedRange } from '../reference-range.ts';
import { measurementRules } from '../tables/measurement-rules.ts';
import { referenceIntervals } from '../tables/reference-intervals.ts';
import { inUnit, type TargetUnit } from '../unit-conversion.ts';

/** Where the reading of a number may change; between two neighbours it is the same. Ascending. */
export interface DecisionPoints {
  /** In the unit of the number itself. */
  readonly values: Float64Array;
  /** Years. */
  readonly ages: Float64Array;
}

/** From this age on the adult intervals hold. */
const adultAge = 18;

/**
 * Every limit that any rule compares the number of an Observation or component with: of our own rules, of what is plausible,
 * of the report's ranges and of the adult intervals. Undefined where limits cannot be told beforehand.
 * @param loinc its LOINC codes
 */
export function decisionPoints(element: JsonObject, loinc: readonly string[]): DecisionPoints | undefined {
  const unit = unitOf(objectOf(element.valueQuantity));
  const glycated = loinc.some((code) => glycatedHaemoglobin.has(code));
  const values = new Set([0]);
  const ages = new Set([adultAge]);
  const compared: (Compared | undefined)[] = [
    ...ruleLimits(loinc, ages),
    plausible(loinc),
    ...intervalLimits(loinc, glycated, ages),
    ...listOf(element.referenceRange).map((range) => reportedLimits(objectOf(range), glycated)),
  ];
  for (const one of compared) {
    if (one === 'unknown') return undefined;
    const own = one && inOwnUnit(one, unit);
    if (own === 'unknown') return undefined;
    for (const value of own ?? []) values.add(value);
  }
  return { values: ascending(values), ages: ascending(ages) };
}

type Compared = { readonly limits: readonly number[]; readonly target: TargetUnit | undefined } | 'unknown';

const ascending = (numbers: Iterable<number>) => Float64Array.from(numbers).sort();
const given = (numbers: readonly (number | undefined)[]) => numbers.filter((number) => number !== undefined);

function ruleLimits(loinc: readonly string[], ages: Set<number>): readonly Compared[] {
  const rules = measurementRules.filter((rule) => rule.loinc.some((code) => loinc.includes(code)));
  for (const rule of rules) for (const age of rule.ages ?? []) ages.add(age);
  return rules.map((rule) => ({
    limits: [
      ...rule.plausible,
      ...rule.bands.flatMap(({ from, above, upTo, below }) => given([from, above, upTo, below])),
    ],
    target: rule,
  }));
}

function plausible(loinc: readonly string[]): Compared | undefined {
  const limits = plausibleLimits(loinc);
  return limits && { limits: limits.range, target: limits };
}

function intervalLimits(loinc: readonly string[], glycated: boolean, ages: Set<number>): readonly Compared[] {
  const intervals = referenceIntervals.filter((interval) => interval.loinc.some((code) => loinc.includes(code)));
  return intervals.map((interval) => {
    for (const age of given([interval.ageMin, interval.ageMax])) ages.add(age);
    const limits = [interval, withGreyZone(interval, interval)].flatMap(ends);
    return { limits, target: { ...interval, glycated } };
  });
}

function reportedLimits(range: JsonObject, glycated: boolean): Compared | undefined {
  if (range.age !== undefined) return 'unknown';
  // For whom the range holds does not matter here.
  const { type: _, appliesTo: __, ...anybody } = range;
  const limits = reportedRange([anybody], undefined, undefined);
  if (limits === undefined || limits === 'unusable') return undefined;
  const { unit } = limits;
  return { limits: ends(limits), target: unit === undefined ? undefined : { unit, glycated } };
}

const ends = ({ low, high, normalLow, normalHigh }: Limits) => given([low, high, normalLow, normalHigh]);

/** Limits in the unit of the number; none where the two cannot be compared, `unknown` where more than a factor and an offset lies between them. */
function inOwnUnit({ limits, target }: Exclude<Compared, 'unknown'>, unit: string | undefined) {
  if (target === undefined || unit === undefined) return limits;
  const [zero, one, two] = [0, 1, 2].map((value) => {
    const measured = { low: value, high: value, lowOpen: false, highOpen: false, text: '', unit };
    const converted = inUnit(measured, target);
    return converted.kind === 'converted' ? converted.measured.low : undefined;
  });
  if (zero === undefined || one === undefined || two === undefined) return [];
  const scale = one - zero;
  if (scale === 0 || Math.abs(two - one - scale) > Math.abs(scale) * 1e-9) return 'unknown';
  return limits.map((limit) => (limit - zero) / scale);
}
