import fc from 'fast-check';
import { measurementRules } from '../tables/measurement-rules.ts';
import { referenceIntervals } from '../tables/reference-intervals.ts';

type Resource = Readonly<Record<string, unknown>>;

export interface GeneratedRecord {
  readonly patient: Resource;
  readonly resources: readonly Resource[];
}

/** Tests with limits, and numbers on and around them; tests without. */
const tests: readonly { readonly loinc: string; readonly unit: string; readonly limits: readonly number[] }[] = [
  ...measurementRules.flatMap(({ loinc, unit, bands, plausible }) => {
    const limits = bands.flatMap(({ from, above, upTo, below }) => [from, above, upTo, below]);
    return loinc.map((code) => ({ loinc: code, unit, limits: defined([...limits, ...plausible]) }));
  }),
  ...referenceIntervals.flatMap(({ loinc, unit, low, high }) =>
    loinc.map((code) => ({ loinc: code, unit, limits: defined([low, high]) })),
  ),
  { loinc: '8302-2', unit: 'cm', limits: [170] },
  { loinc: '99999-9', unit: 'mg/dL', limits: [3] },
];

function defined(numbers: readonly (number | undefined)[]): readonly number[] {
  return numbers.filter((number) => number !== undefined);
}

const pick = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);
const often = <Value>(usual: Value, ...others: readonly Value[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: pick(...others) });

const day = fc
  .tuple(pick(1979, 1999, 2019, 2020, 2021), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
const moment = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(day, pick('T08:00:00Z', 'T23:30:00-05:00')).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: day },
  { weight: 1, arbitrary: pick('2020', '2020-03', '2031-01-01T00:00:00Z', 'yesterday') },
);

/** Numbers on a limit, near it and far from it. */
const numberNear = (limits: readonly number[]) =>
  fc
    .tuple(pick(0, ...limits), pick(1, 1, 0.999, 1.001, 0.95, 1.05, 0.5, 1.2, 3), pick(0, 0, 0.1, -1))
    .map(([limit, factor, offset]) => limit * factor + offset);

const interpretation = (code: string) => [{ coding: [{ code }] }];
const extras: readonly Resource[] = [
  { interpretation: interpretation('H') },
  { interpretation: interpretation('N') },
  { interpretation: interpretation('A') },
  { referenceRange: [{ low: { value: 2, unit: 'mg/dL' }, high: { value: 4, unit: 'mg/dL' } }] },
  { referenceRange: [{ text: '2.5-3.5' }] },
  { referenceRange: [{ text: '<5', appliesTo: [{ text: 'female' }] }] },
  { referenceRange: [{ low: { value: 1 }, age: { low: { value: 18 } } }] },
  { referenceRange: [{ text: 'see comment' }] },
  { status: 'entered-in-error' },
];

const measured = fc.constantFrom(...tests).chain(({ loinc, unit, limits }) =>
  fc.record({
    loinc: fc.constant(loinc),
    value: numberNear(limits),
    unit: often(unit, 'mg/dL', 'mmol/L', 'g/L', '%', '[degF]'),
    comparator: often<string | undefined>(undefined, '<', '>='),
  }),
);

const codeOf = (loinc: string) => ({
  coding: [{ system: 'http://loinc.org', code: loinc, display: `LOINC ${loinc}` }],
});
const quantityOf = (value: number, unit: string, comparator: string | undefined) => ({
  valueQuantity: { value, unit, code: unit, ...(comparator && { comparator }) },
});

const laboratory = fc
  .tuple(measured, often<Resource>({}, ...extras))
  .map(([{ loinc, value, unit, comparator }, extra]) => ({
    resourceType: 'Observation',
    status: 'final',
    code: codeOf(loinc),
    ...quantityOf(value, unit, comparator),
    ...extra,
  }));

const panel = fc.array(measured, { minLength: 1, maxLength: 3 }).map((components) => ({
  resourceType: 'Observation',
  status: 'final',
  code: codeOf('85354-9'),
  component: components.map(({ loinc, value, unit, comparator }) => ({
    code: codeOf(loinc),
    ...quantityOf(value, unit, comparator),
  })),
}));

const worded = pick<Resource>(
  { code: codeOf('5799-2'), valueString: 'Positive' },
  { code: codeOf('2823-3'), valueString: '6.5 mmol/L' },
  { code: codeOf('8661-1'), valueString: 'Fever, abdominal pain' },
  { code: codeOf('2160-0'), valueInteger: 3 },
  { code: { text: 'Seizure' }, valueBoolean: true },
  { code: codeOf('72166-2'), valueCodeableConcept: { text: 'Never smoker' } },
  { code: codeOf('8867-4') },
  { valueQuantity: { value: 1 } },
).map((members) => ({ resourceType: 'Observation', status: 'final', ...members }));

const condition = fc
  .tuple(
    pick<Resource>(
      { text: 'Ectopia lentis' },
      { text: 'Seizure' },
      { text: 'Hypertension' },
      { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9', display: 'Type 2 diabetes' }] },
      { coding: [{ system: 'http://snomed.info/sct', code: '162864005' }], text: 'Obesity' },
      { coding: [{ system: 'http://human-phenotype-ontology.org', code: 'HP:0001166' }] },
    ),
    often('confirmed', 'refuted', 'provisional', 'differential'),
  )
  .map(([code, verification]) => ({
    resourceType: 'Condition',
    code,
    verificationStatus: { coding: [{ code: verification }] },
  }));

const dated = fc.oneof(
  fc.tuple(fc.oneof({ weight: 6, arbitrary: laboratory }, panel, worded), moment).map(([resource, date]) => ({
    ...resource,
    effectiveDateTime: date,
    issued: '2021-12-30T10:00:00Z',
  })),
  fc.tuple(condition, moment, fc.boolean()).map(([resource, date, recorded]) => ({
    ...resource,
    ...(recorded ? { recordedDate: date } : {}),
  })),
);

/** Records as hospitals have them and as they should not: every kind of number around every limit, repetitions, odd dates. */
export const generatedRecord: fc.Arbitrary<GeneratedRecord> = fc
  .record({
    gender: pick('male', 'female', 'unknown'),
    birthDate: pick('1960-02-29', '1985-07-01', '2004-06-15', '2010-01', '2018-03-04', undefined),
    resources: fc.array(fc.tuple(dated, often(1, 2)), { maxLength: 25 }),
    sameId: often(false, true),
  })
  .map(({ gender, birthDate, resources, sameId }) => ({
    patient: { resourceType: 'Patient', id: 'p', gender, ...(birthDate && { birthDate }) },
    resources: resources
      .flatMap(([resource, times]) => Array.from({ length: times }, () => resource))
      .map((resource, place) => ({
        ...resource,
        id: `r${sameId ? place % 20 : place}`,
        subject: { reference: 'Patient/p' },
        encounter: { reference: `Encounter/e${place % 3}` },
      })),
  }));
