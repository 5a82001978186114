import { reportSource } from '../clinical/case-measurement.ts';
import { type Measured, measured } from '../clinical/measured.ts';
import { inUnit } from '../clinical/unit-conversion.ts';
import { sameUnit } from '../terminology/ucum.ts';
import type { DatedValue, ValueLimits } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact, exactEnds } from './exact.ts';
import { type DatedResult, type Facts, resultsOf } from './facts.ts';
import { scoreSeries } from './score-series.ts';

/** The measures that expressions name. */
export type Measures = ReadonlyMap<string, Measure>;

/** All values of a measure, oldest first: those computed, and those reported for other times. */
export function seriesOf(measure: Measure, measures: Measures, facts: Facts): readonly DatedValue[] {
  const known = facts.series.get(measure);
  if (known) return known;
  const reported = resultsOf(facts, measure.loinc ?? []).map((result) => datedValue(result, measure));
  const computed = [...scoreSeries(measure, facts), ...pairSeries(measure, measures, facts)];
  const times = new Set(computed.map(({ instant }) => instant));
  const all = [...reported.filter(({ instant }) => !times.has(instant)), ...computed];
  const series = all.sort((a, b) => a.instant - b.instant);
  facts.series.set(measure, series);
  return series;
}

/** A number that was converted loses the digits that the conversion has put behind it. */
function withoutNoise(converted: Measured, reported: Measured | undefined): Measured {
  return converted === reported ? converted : exactEnds(converted);
}

function datedValue(result: DatedResult, measure: Measure): DatedValue {
  const { instant, date, reference, outcome, coded } = result;
  const converted = result.value && inUnit(result.value, measure);
  const limits = limitsOf(result, measure);
  return {
    instant,
    date,
    reference,
    ...(result.value === undefined ? {} : { reported: result.value }),
    ...(converted?.kind === 'converted' ? { value: withoutNoise(converted.measured, result.value) } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(coded === undefined ? {} : { coded }),
    ...(limits === undefined ? {} : { limits }),
  };
}

/**
 * The limits in the measure's unit. A range without a unit is in the value's. Where the unit cannot be converted (mIU/L
 * of prolactin in ng/mL), value and limits can still be held against each other.
 */
function limitsOf({ limits, value }: DatedResult, measure: Measure): ValueLimits | undefined {
  if (limits === undefined || value === undefined) return undefined;
  const { source, unit = value.unit } = limits;
  if (measure.ownLimitsOnly && source !== reportSource) return undefined;
  const converted = numbersOf(limits, (limit) => convertedLimit(limit, unit, measure));
  if (converted.low !== undefined || converted.high !== undefined) return { ...converted, source };
  const comparable =
    unit === value.unit || (value.unit !== undefined && unit !== undefined && sameUnit(unit, value.unit));
  return comparable ? { ...numbersOf(limits, (limit) => limit), source, asReported: true } : undefined;
}

const limitNames = ['low', 'high', 'greyLow', 'greyHigh'] as const;
type LimitNumbers = { readonly [name in (typeof limitNames)[number]]?: number };

function numbersOf(limits: LimitNumbers, convert: (limit: number) => number | undefined): LimitNumbers {
  return Object.fromEntries(
    limitNames.flatMap((name) => {
      const limit = limits[name];
      const converted = limit === undefined ? undefined : convert(limit);
      return converted === undefined ? [] : [[name, converted]];
    }),
  );
}

function convertedLimit(limit: number, unit: string | undefined, measure: Measure): number | undefined {
  const written = measured(limit, unit);
  const converted = written && inUnit(written, measure);
  return converted?.kind === 'converted' ? exact(converted.measured.low) : undefined;
}

type Combine = (one: number, other: number) => number;

/** Values made of two measures that were taken at the same instant. */
function pairSeries(measure: Measure, measures: Measures, facts: Facts): readonly DatedValue[] {
  const { ratio, difference } = measure;
  if (ratio) return pairs(ratio.of, ratio.by, (of, by) => (of / by) * (ratio.factor ?? 1));
  return difference ? pairs(difference.of, difference.less, (of, less) => of - less) : [];

  function pairs(one: string, other: string, combine: Combine): readonly DatedValue[] {
    const [first, second] = [one, other].map((name) => {
      const part = measures.get(name);
      return part === undefined ? [] : seriesOf(part, measures, facts);
    });
    return (first ?? []).flatMap((a) => {
      const b = (second ?? []).find(({ instant, value }) => instant === a.instant && single(value) !== undefined);
      const [x, y] = [single(a.value), single(b?.value)];
      const value = x === undefined || y === undefined ? undefined : measured(exact(combine(x, y)), measure.unit);
      if (value === undefined || !Number.isFinite(value.low)) return [];
      return [{ instant: a.instant, date: a.date, reference: a.reference, value }];
    });
  }
}

/** `<5` has no number to calculate with. */
function single(value: Measured | undefined): number | undefined {
  return value !== undefined && value.low === value.high ? value.low : undefined;
}
