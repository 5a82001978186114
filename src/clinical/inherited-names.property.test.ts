import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condition, normaliseRecord, observation, quantity, woman } from '../../test/fixtures/record.ts';

const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', '__proto__'];

const record = {
  patient: { ...woman, gender: 'other', extension: [{ url: 'birthsex', valueCode: 'F' }] },
  observations: [
    observation('2823-3', {
      valueQuantity: { value: 4, comparator: '<', unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
      interpretation: [{ coding: [{ system: 'urn:x', code: 'H', display: 'High' }], text: 'High' }],
      referenceRange: [{ low: { value: 1, unit: 'a' }, type: { text: 'normal' }, appliesTo: [{ text: 'male' }] }],
    }),
    observation('2823-3', {
      ...quantity(4, 'mmol/L'),
      referenceRange: [{ text: '3-5', age: { low: { value: 1, unit: 'a' } } }],
    }),
    observation('20454-5', {
      valueCodeableConcept: { coding: [{ system: 'urn:x', code: 'N', display: 'n' }], text: 'n' },
    }),
    observation('8310-5', quantity(37, 'Cel')),
  ],
  conditions: [
    condition(
      { system: 'urn:x', code: '1', display: 'Seizure' },
      {
        verificationStatus: { coding: [{ code: 'confirmed' }] },
        clinicalStatus: { coding: [{ code: 'resolved' }] },
        category: [{ coding: [{ code: 'encounter-diagnosis' }] }],
      },
    ),
    condition({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Hypertension' }),
  ],
};

type Path = readonly (string | number)[];

function stringPaths(node: unknown, path: Path = []): readonly Path[] {
  if (typeof node === 'string') return [path];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, member]) => stringPaths(member, [...path, key]));
}

function replaceAt<T>(root: T, path: Path, value: string): T {
  const copy = structuredClone(root);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (node, step) => node[step] as Record<string, unknown>,
      copy as Record<string, unknown>,
    );
  parent[path.at(-1) ?? ''] = value;
  return copy;
}

describe('names that every object inherits', () => {
  it('mean nothing in any string of a record', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stringPaths(record)), fc.constantFrom(...inherited), (path, name) => {
        const { findings, coverage } = normaliseRecord(replaceAt(record, path, name));
        for (const { status, sources } of findings) {
          expect(['present', 'excluded', 'unknown']).toContain(status);
          for (const source of sources) {
            for (const text of Object.values(source)) expect(typeof text).toBe('string');
            expect(source.derivation).not.toMatch(/function|native code|\[object/);
          }
        }
        for (const reason of Object.keys(coverage.ignored)) expect(reason).toMatch(/^[a-z-]+$/);
        for (const count of Object.values(coverage.ignored)) expect(count).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });
});
