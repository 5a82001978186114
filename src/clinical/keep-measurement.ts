import type { LabOutcome } from '../terminology/terminology.ts';
import type { Sex } from './case.ts';
import { type CaseMeasurement, type MeasurementLimits, reportSource } from './case-measurement.ts';
import { withGreyZone } from './grey-zone.ts';
import { readInterpretation } from './interpretation.ts';
import type { Limits } from './limits.ts';
import type { Measurement } from './measurement.ts';
import { isPlausible } from './plausible.ts';
import { qualitativeOutcome } from './qualitative.ts';
import { adultIntervals, intervalLabel } from './reference-interval.ts';
import { reportedRange } from './reference-range.ts';
import type { ReferenceInterval } from './tables/reference-interval-row.ts';

/** A result in short, where it has one of the codes and says anything; undefined otherwise. */
export function keepMeasurement(
  measurement: Measurement,
  codes: ReadonlySet<string>,
  sex: Sex | undefined,
): CaseMeasurement | undefined {
  const loinc = measurement.loinc.filter((code) => codes.has(code));
  const { value, from, age } = measurement;
  if (loinc.length === 0 || value.kind === 'none') return undefined;
  if (value.kind === 'number' && !isPlausible(value.measured, loinc)) return undefined;
  const outcome = outcomeOf(measurement);
  const limits = value.kind === 'number' ? limitsOf(measurement, loinc, sex) : undefined;
  const coded =
    value.kind === 'words' ? value.concept.codings.map(({ code }) => code).filter((code) => code !== '') : [];
  return {
    loinc,
    reference: from.reference,
    display: from.display,
    ...(from.date === undefined ? {} : { date: from.date.text, instant: from.date.start }),
    ...(age === undefined ? {} : { ageYears: age }),
    ...(value.kind === 'number' ? { value: value.measured } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(coded.length === 0 ? {} : { coded }),
    ...(limits === undefined ? {} : { limits }),
  };
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
function limitsOf(
  { element, age }: Measurement,
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
