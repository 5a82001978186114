import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import { type Measured, measured, readable } from '../clinical/measured.ts';
import { isSameJson } from '../fhir/same-json.ts';

/** What results of one test have in common. */
type Test = Pick<CaseMeasurement, 'loinc' | 'display' | 'outcome' | 'coded' | 'limits'> & { readonly unit?: string };

/** A result: place of its test, and what it has to itself. The value is a plain number, or all that there is to say of it. */
type Row = readonly [
  test: number,
  reference: string,
  date: string | null,
  instant: number | null,
  ageYears: number | null,
  value: number | Omit<Measured, 'unit'> | null,
];

/** Measurements as a record holds them: what hundreds of results of a few tests share is said once. */
export interface PackedMeasurements {
  readonly tests: readonly Test[];
  readonly of: readonly Row[];
}

export function packedMeasurements(measurements: readonly CaseMeasurement[]): PackedMeasurements {
  const tests: Test[] = [];
  const placesOf = new Map<string, number[]>();

  function placeOf(measurement: CaseMeasurement): number {
    const { display } = measurement;
    const places = placesOf.get(display) ?? [];
    const known = places.find((place) => isOf(tests[place]!, measurement));
    if (known !== undefined) return known;
    const place = tests.push(testOf(measurement)) - 1;
    placesOf.set(display, [...places, place]);
    return place;
  }

  const of = measurements.map((measurement): Row => {
    const { reference, date, instant, ageYears, value } = measurement;
    return [placeOf(measurement), reference, date ?? null, instant ?? null, ageYears ?? null, packedValue(value)];
  });
  return { tests, of };
}

/** The measurements again, in their order. Records of before the packing hold the measurements themselves. */
export function unpackedMeasurements(
  packed: PackedMeasurements | readonly CaseMeasurement[],
): readonly CaseMeasurement[] {
  if (!('tests' in packed)) return packed;
  const { tests, of } = packed;
  return of.map(([place, reference, date, instant, ageYears, value]) => {
    const { loinc, display, unit, ...rest } = tests[place]!;
    return {
      loinc,
      reference,
      display,
      ...(date !== null && { date }),
      ...(instant !== null && { instant }),
      ...(ageYears !== null && { ageYears }),
      ...(value !== null && { value: unpackedValue(value, unit) }),
      ...rest,
    };
  });
}

function testOf({ loinc, display, value, outcome, coded, limits }: CaseMeasurement): Test {
  return {
    loinc,
    display,
    ...(value?.unit !== undefined && { unit: value.unit }),
    ...(outcome !== undefined && { outcome }),
    ...(coded !== undefined && { coded }),
    ...(limits !== undefined && { limits }),
  };
}

const isOf = (test: Test, { loinc, value, outcome, coded, limits }: CaseMeasurement) =>
  test.unit === value?.unit &&
  test.outcome === outcome &&
  isSameJson(test.loinc, loinc) &&
  isSameJson(test.coded, coded) &&
  isSameJson(test.limits, limits);

function packedValue(value: Measured | undefined): Row[5] {
  if (value === undefined) return null;
  const { unit, ...rest } = value;
  const { low, high, lowOpen, highOpen, text } = value;
  return high === low && !lowOpen && !highOpen && text === readable(low) ? low : rest;
}

function unpackedValue(value: NonNullable<Row[5]>, unit: string | undefined): Measured {
  if (typeof value === 'number') return measured(value, unit)!;
  // JSON has no infinity: the upper end of ">5" comes back as null.
  return { ...value, high: value.high ?? Number.POSITIVE_INFINITY, unit };
}
