import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condition, normaliseRecord, observation, quantity, woman } from '../../test/fixtures/record.ts';
import type { PatientRecord } from './record.ts';

const resources: readonly object[] = [
  woman,
  observation('2823-3', {
    ...quantity(6, 'mmol/L'),
    category: [{ coding: [{ code: 'laboratory' }] }],
    interpretation: [{ coding: [{ code: 'H' }] }],
    referenceRange: [
      { low: { value: 3.5 }, high: { value: 5 }, appliesTo: [{ text: 'female' }], age: { low: { value: 18 } } },
    ],
  }),
  observation('2823-3', { ...quantity(4, 'mmol/L'), effectivePeriod: { start: '2024-02-01', end: '2024-02-02' } }),
  observation('85354-9', {
    component: [
      { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, ...quantity(150, 'mm[Hg]') },
      { code: { coding: [{ system: 'http://loinc.org', code: '8462-4' }] }, valueRange: { low: { value: 60 } } },
    ],
  }),
  observation('20454-5', {
    valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '10828004' }] },
  }),
  observation('8661-1', { valueString: 'Fever, abdominal pain' }),
  observation('2160-0', { valueRatio: { numerator: { value: 1, unit: 'mg' }, denominator: { value: 1, unit: 'dL' } } }),
  condition(
    { system: 'http://snomed.info/sct', code: '74969002' },
    { verificationStatus: { coding: [{ code: 'confirmed' }] }, onsetDateTime: '2020-01-01' },
  ),
  condition({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Hypertension' }),
  {
    resourceType: 'QuestionnaireResponse',
    id: 'q1',
    questionnaire: 'https://hoofbeats.example/fhir/Questionnaire/symptoms',
    authored: '2024-03-01',
    item: [
      { linkId: 'E_91', answer: [{ valueBoolean: true }] },
      { linkId: 'pain', item: [{ linkId: 'E_53', answer: [{ valueBoolean: true }] }] },
      { linkId: 'E_56', answer: [{ valueInteger: 7 }] },
      { linkId: 'chief-complaint', answer: [{ valueString: 'Seizures' }] },
    ],
  },
];

/** The resources with one member somewhere replaced by any JSON, or removed. */
const mutated: fc.Arbitrary<readonly unknown[]> = fc
  .tuple(
    fc.nat(resources.length - 1),
    fc.array(fc.nat(7), { maxLength: 6 }),
    fc.oneof(fc.jsonValue(), fc.constant(undefined)),
  )
  .map(([which, path, value]) =>
    resources.map((resource, index) => (index === which ? replaceAt(resource, path, value) : resource)),
  );

function replaceAt(node: unknown, path: readonly number[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof node !== 'object' || node === null) return value;
  if (Array.isArray(node))
    return node.map((item, index) => (index === step % node.length ? replaceAt(item, rest, value) : item));
  const entries = Object.entries(node);
  return Object.fromEntries(
    entries.map(([key, member], index) => [
      key,
      index === step % entries.length ? replaceAt(member, rest, value) : member,
    ]),
  );
}

function recordOf([patient, ...others]: readonly unknown[]): PatientRecord {
  return {
    patient,
    observations: others.slice(0, 6),
    conditions: others.slice(6, 8),
    questionnaireResponses: others.slice(8),
  };
}

function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))
  );
}

describe('normalise, for any input', () => {
  it('never throws, freezes its result and accounts for every resource', () => {
    fc.assert(
      fc.property(mutated, (input) => {
        const record = recordOf(input);
        const result = normaliseRecord(record);
        const { coverage } = result;
        const ignored = Object.values(coverage.ignored).reduce((sum, count) => sum + count, 0);
        const unmapped = coverage.unmapped.reduce((sum, { count }) => sum + count, 0);
        expect(coverage.mapped + ignored + unmapped).toBe(coverage.total);
        expect(coverage.total).toBe(resources.length - 1);
        expect(isDeeplyFrozen(result)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on JSON that is nothing like FHIR', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.jsonValue()),
        fc.array(fc.jsonValue()),
        fc.array(fc.jsonValue()),
        (patient, observations, conditions, questionnaireResponses) => {
          const { coverage } = normaliseRecord({ patient, observations, conditions, questionnaireResponses });
          expect(coverage.total).toBe(observations.length + conditions.length + questionnaireResponses.length);
        },
      ),
    );
  });

  it('keeps the invariants of findings', () => {
    fc.assert(
      fc.property(mutated, (input) => {
        const { findings } = normaliseRecord(recordOf(input));
        const terms = findings.map(({ term }) => term);
        expect(terms).toEqual([...new Set(terms)].sort());
        for (const { sources, status } of findings) {
          expect(['present', 'excluded', 'unknown']).toContain(status);
          expect(sources.length).toBeGreaterThan(0);
          const dates = sources.map(({ date }) => (date === undefined ? Number.NEGATIVE_INFINITY : Date.parse(date)));
          expect(dates).toEqual([...dates].sort((a, b) => b - a));
        }
      }),
    );
  });

  it('does not depend on the order of the resources', () => {
    const shuffled = mutated.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.slice(1, 7)], { minLength: 6 }),
        fc.shuffledSubarray([...input.slice(7, 9)], { minLength: 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([input, observations, conditions]) => {
        const questionnaireResponses = input.slice(9);
        expect(normaliseRecord({ patient: input[0], observations, conditions, questionnaireResponses })).toEqual(
          normaliseRecord(recordOf(input)),
        );
      }),
    );
  });
});
