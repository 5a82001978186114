import { reportSource } from '../clinical/case-measurement.ts';
import { type Measured, measured } from '../clinical/measured.ts';
import { inUnit } from '../clinical/unit-conversion.ts';
import { sameUnit } from '../terminology/ucum.ts';
import type { DatedValue, ValueLimits } from './dated-value.ts';
import type { Measure } from './definition.ts';
import { exact, exactEnds } from './exact.ts';
import { countBefore, countUntil, type DatedResult, type Facts, resultsOf } from './facts.ts';
import type { ValueSource } from './value-source.ts';

const noCodes: readonly string[] = [];
const noResults: ValueSource = { instants: [], at: () => [] };

/** The results that were reported under a measure's codes. */
export function reportedSource(measure: Measure, facts: Facts): ValueSource {
  const results = resultsOf(facts, measure.loinc ?? noCodes);
  if (results.length === 0) return noResults;
  return {
    instants: timesOf(results),
    at: (instant) =>
      results
        .slice(countBefore(results, instant), countUntil(results, instant))
        .map((result) => datedValue(result, measure)),
  };
}

/** The times of results that are in order, each once. */
function timesOf(results: readonly DatedResult[]): readonly number[] {
  const times: number[] = [];
  for (const { instant } of results) if (times.at(-1) !== instant) times.push(instant);
  return times;
}

function datedValue(result: DatedResult, measure: Measure): DatedValue {
  const { instant, date, reference, outcome, coded, value, limits } = result;
  const converted = value && inUnit(value, measure);
  return {
    instant,
    date,
    reference,
    ...(value === undefined ? {} : { reported: value }),
    ...(converted?.kind === 'converted' ? { value: withoutNoise(converted.measured, value) } : {}),
    ...(outcome === undefined ? {} : { outcome }),
    ...(coded === undefined ? {} : { coded }),
    ...(limits === undefined ? {} : { limits: once(() => limitsOf(result, measure)) }),
  };
}

/** Works something out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A number that was converted loses the digits that the conversion has put behind it. */
function withoutNoise(converted: Measured, reported: Measured | undefined): Measured {
  return converted === reported ? converted : exactEnds(converted);
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
