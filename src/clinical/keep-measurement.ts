import type { PartialDate } from '../fhir/date.ts';
import type { LabOutcome } from '../terminology/terminology.ts';
import type { Sex } from './case.ts';
import { type CaseMeasurement, type MeasurementLimits, reportSource } from './case-measurement.ts';
import { withGreyZone } from './grey-zone.ts';
import { readInterpretation } from './interpretation.ts';
import type { Limits } from './limits.ts';
import type { Measured } from './measured.ts';
import type { Measurement } from './measurement.ts';
import { isPlausible } from './plausible.ts';
import { qualitativeOutcome } from './qualitative.ts';
import { adultIntervals, intervalLabel } from './reference-interval.ts';
import { reportedRange } from './reference-range.ts';
import type { ReferenceInterval } from './tables/reference-interval-row.ts';

/** What a laboratory's results of one kind have in common: all but what names, dates and measures them. */
export type ResultKind = Pick<CaseMeasurement, 'loinc' | 'display' | 'outcome' | 'coded'>;

/** One of them. */
export interface Result {
  readonly reference: string;
  readonly date: PartialDate | undefined;
  /** Years at the time of the measurement. */
  readonly age: number | undefined;
  /** Absent where it is no number. */
  readonly value?: Measured;
  readonly limits: MeasurementLimits | undefined;
}

/** A result in short, where it has one of the codes and says anything; undefined otherwise. */
export function keepMeasurement(
  measurement: Measurement,
  codes: ReadonlySet<string>,
  sex: Sex | undefined,
): CaseMeasurement | undefined {
  const kind = resultKind(measurement, codes);
  if (!kind) return undefined;
  const { value, from, age } = measurement;
  const { reference, date } = from;
  if (value.kind !== 'number') return caseMeasurement(kind, { reference, date, age, limits: undefined });
  if (!isPlausible(value.measured, kind.loinc)) return undefined;
  const limits = limitsOf(measurement, kind.loinc, sex);
  return caseMeasurement(kind, { reference, date, age, value: value.measured, limits });
}

/** What kind of result it is; undefined where it has none of the codes, or no value. */
export function resultKind(measurement: Measurement, codes: ReadonlySet<string>): ResultKind | undefined {
  const { value, from } = measurement;
  const loinc = measurement.loinc.filter((code) => codes.has(code));
  if (loinc.length === 0 || value.kind === 'none') return undefined;
  const outcome = outcomeOf(measurement);
  const coded =
    value.kind === 'words' ? value.concept.codings.map(({ code }) => code).filter((code) => code !== '') : [];
  return {
    loinc,
    display: from.display,
    ...(outcome === undefined ? {} : { outcome }),
    ...(coded.length === 0 ? {} : { coded }),
  };
}

/** A result as a Case keeps it. Written member by member, in the order of records: there are hundreds of them in a call. */
export function caseMeasurement(kind: ResultKind, { reference, date, age, value, limits }: Result): CaseMeasurement {
  const { loinc, display, outcome, coded } = kind;
  const kept: { -readonly [Key in keyof CaseMeasurement]: CaseMeasurement[Key] } = { loinc, reference, display };
  if (date !== undefined) {
    kept.date = date.text;
    kept.instant = date.start;
  }
  if (age !== undefined) kept.ageYears = age;
  if (value !== undefined) kept.value = value;
  if (outcome !== undefined) kept.outcome = outcome;
  if (coded !== undefined) kept.coded = coded;
  if (limits !== undefined) kept.limits = limits;
  return kept;
}

/** The laboratory's own word: its flag, else a word for positive or negative. A number is not judged here. */
function outcomeOf({ value, element }: Measurement): LabOutcome | undefined {
  const flag = readInterpretation(element.interpretation);
  // A bare "abnormal" has a direction only where the result is a word and not a number.
  if (flag === 'A') return value.kind === 'number' ? undefined : 'POS';
  if (flag !== 'none' && flag !== 'conflict') return flag;
  if (value.kind === 'boolean') return value.value ? 'POS' : 'NEG';
  return value.kind === 'words' ? qualitativeOutcome(value.concept) : undefined;
}

/** The report's own range; ours only where it has none at all, as for findings (lab-outcome.ts). */
export function limitsOf(
  { element, age }: Pick<Measurement, 'element' | 'age'>,
  loinc: readonly string[],
  sex: Sex | undefined,
): MeasurementLimits | undefined {
  const reported = reportedRange(element.referenceRange, sex, age);
  if (reported === 'unusable') return undefined;
  if (reported !== undefined) return withSource(reported, reportSource);
  for (const code of loinc) {
    const lookup = adultIntervals(code, sex, age);
    const [interval, other] = lookup.kind === 'found' ? lookup.intervals : [];
    // A decision limit of a guideline is not the upper limit of normal that criteria multiply.
    if (interval === undefined || other !== undefined || interval.decision === true) continue;
    return intervalLimits(interval);
  }
  return undefined;
}

const ofIntervals = new WeakMap<ReferenceInterval, MeasurementLimits>();

function intervalLimits(interval: ReferenceInterval): MeasurementLimits {
  const known = ofIntervals.get(interval);
  if (known) return known;
  const { low, high } = withGreyZone(interval, interval);
  const limits = {
    ...withSource(interval, intervalLabel(interval.source)),
    ...(low === undefined ? {} : { greyLow: low }),
    ...(high === undefined ? {} : { greyHigh: high }),
  };
  ofIntervals.set(interval, limits);
  return limits;
}

function withSource({ low, high, unit }: Limits, source: string): MeasurementLimits {
  return {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(unit === undefined ? {} : { unit }),
    source,
  };
}
