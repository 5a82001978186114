import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../fhir/date.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { createIssueLog } from '../issue-log.ts';
import { createEvidenceKeeper } from '../keep-evidence.ts';
import { readObservation } from '../observation.ts';
import type { RecordContext } from '../record-context.ts';
import { readLearntObservation } from './learnt-observations.ts';

const terminology = loadTerminology();
const now = Date.parse('2026-03-04T05:06:07Z');

/** LOINC of tests that rules of every kind judge, units in which they come, and units in which they do not. */
const codes = [
  '2160-0',
  '2823-3',
  '718-7',
  '777-3',
  '1742-6',
  '4548-4',
  '2951-2',
  '8867-4',
  '8480-6',
  '8310-5',
  'none',
];
/** Not all of them, as criteria want some results only. */
const kept = new Set(codes.slice(0, -2));
const units = ['mg/dL', 'mmol/L', 'g/dL', '10*3/uL', 'U/L', '%', '/min', 'mm[Hg]', 'Cel', 'parsec', undefined];
/** Limits that rules and ranges have, numbers between them, and some that no living patient has. */
const numbers = [-1, 0, 0.5, 1.3, 3.5, 5.1, 6.5, 13.5, 17.5, 37, 38, 60, 100, 140, 150, 1000, 123456];

const resources = fc.record({
  resourceType: fc.constant('Observation'),
  id: fc.integer({ min: 1, max: 999 }).map(String),
  status: fc.constantFrom('final', 'amended', 'cancelled', undefined),
  code: fc
    .record({ code: fc.constantFrom(...codes), system: fc.constantFrom('http://loinc.org', 'urn:local') })
    .map((coding) => ({ coding: [coding], text: `Test ${coding.code}` })),
  effectiveDateTime: fc.constantFrom('2025-01-02', '2026-02-03T04:05:06.789Z', '2031-01-01', '1989-05-05', 'soon'),
  valueQuantity: fc.record({
    value: fc.oneof(fc.constantFrom(...numbers), fc.double({ min: 0, max: 300, noNaN: true })),
    unit: fc.constantFrom(...units),
    comparator: fc.constantFrom('<', undefined, undefined, undefined),
  }),
  interpretation: fc.constantFrom(undefined, undefined, [{ coding: [{ code: 'H' }] }], [{ text: 'abnormal' }]),
  referenceRange: fc.constantFrom(
    undefined,
    [{ low: { value: 3.5, unit: 'mmol/L' }, high: { value: 5.1, unit: 'mmol/L' } }],
    [{ low: { value: 13.5 }, high: { value: 17.5 }, appliesTo: [{ text: 'female' }] }],
    [{ high: { value: 6.5 }, age: { low: { value: 18, unit: 'a' } } }],
    [{ text: '<100' }],
  ),
});

const people = fc.record({
  sex: fc.constantFrom('male' as const, 'female' as const, undefined),
  birth: fc.constantFrom('1991-04-02', '2015-06-07', '2008-02-29', undefined).map(parseDate),
});

describe('what was learnt of results', () => {
  it('says of the next ones what the rules say', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(resources, people), { minLength: 20, maxLength: 60 }), (results) => {
        for (const [resource, { sex, birth }] of results) {
          const context = (): RecordContext => ({
            terminology,
            index: { at: now, shifted: false },
            sex,
            birth,
            issues: createIssueLog(),
            keeper: createEvidenceKeeper(kept),
          });
          const [learnt, ruled] = [context(), context()];
          // As text, because a record keeps the order of members.
          expect(JSON.stringify(readLearntObservation(resource, learnt))).toBe(
            JSON.stringify(readObservation(resource, ruled)),
          );
          expect(learnt.issues.list()).toEqual(ruled.issues.list());
          expect(JSON.stringify(learnt.keeper?.measurements())).toBe(JSON.stringify(ruled.keeper?.measurements()));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is asked once for many numbers between two limits', () => {
    const asked: unknown[] = [];
    const counting = new Proxy(terminology, {
      get(target, name) {
        const member = Reflect.get(target, name, target);
        if (name === 'laboratory') asked.push(name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const context = {
      terminology: counting,
      index: { at: now, shifted: false },
      sex: undefined,
      birth: parseDate('1991-04-02'),
      issues: createIssueLog(),
    };
    const potassium = (value: number) => ({
      resourceType: 'Observation',
      id: String(value),
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
      effectiveDateTime: '2026-01-01',
      valueQuantity: { value, unit: 'mmol/L' },
    });
    for (const value of [5.91, 5.92]) readLearntObservation(potassium(value), context);
    const before = asked.length;
    expect(before).toBeGreaterThan(0);
    for (let step = 0; step < 50; step++) {
      const value = 5.93 + step / 100;
      const reading = readLearntObservation(potassium(value), context);
      expect(reading.kind === 'mapped' && reading.assertions[0]?.source).toMatchObject({
        reference: `Observation/${value}`,
        value: String(Number(value.toPrecision(4))),
      });
    }
    expect(asked.length).toBe(before);
  });
});
