import { describe, expect, it } from 'vitest';
import type { Case } from '../../../clinical/case.ts';
import { buildTermVector } from '../../../features/term-vector.ts';
import { linearVocabulary as vocabulary } from '../../../inference/linear-model.fixture.ts';
import type { DevelopmentCase } from '../cases/development-cases.ts';
import { triagePatients } from './triage-patients.ts';

const cases = Array.from({ length: 40 }, (_, place): DevelopmentCase => {
  const nodes = [30, 35, 40, 45, 50].map((node) => node + (place % 5)).slice(place % 3);
  const findings = nodes.map((node) => ({ term: vocabulary.ids[node]!, status: 'present' as const }));
  return {
    row: buildTermVector(findings, vocabulary),
    publication: `PMID:${place >> 3}`,
    right: 1,
    places: [1],
    disease: 'OMIM:1',
    seen: false,
    support: { diagnosis: 1, publication: `PMID:${place >> 3}`, present: nodes, excluded: [] },
  };
});

const people = [
  { weight: 1, case: { subject: { reference: 'Patient/1', ageYears: 40 }, findings: [] } as unknown as Case },
];
const asked: (string | undefined)[] = [];
const request = {
  cases,
  vocabulary,
  people,
  temperature: 1,
  score: (_: unknown, publication?: string) => {
    asked.push(publication);
    return Float32Array.of(0, 3, 1);
  },
};

describe('triagePatients', () => {
  const patients = triagePatients(request, [vocabulary.ids[40]!, vocabulary.ids[41]!]);
  const ofKind = (wanted: string) => patients.filter(({ kind }) => kind === wanted);

  it('makes five patients of every fourth case', () => {
    expect(patients).toHaveLength(50);
    expect(new Set(patients.map(({ kind }) => kind)).size).toBe(5);
  });

  it('keeps a publication in one fold, and asks for scores without its support', () => {
    const folds = new Map<string, Set<number>>();
    for (const { group, fold } of patients.filter(({ rare }) => rare)) {
      folds.set(group, (folds.get(group) ?? new Set()).add(fold));
    }
    expect([...folds.values()].every(({ size }) => size === 1)).toBe(true);
    expect(asked.filter((publication) => publication !== undefined)).toHaveLength(20);
  });

  it('counts a first diagnosis as right in patients who have it, and in no other', () => {
    expect(ofKind('published').every(({ right, topProbability }) => right && topProbability > 0.8)).toBe(true);
    expect(patients.some(({ rare, right }) => !rare && right)).toBe(false);
  });

  it('makes records without one cause as long as the cases', () => {
    const lengths = ofKind('published').map(({ findings }) => findings);
    expect(Math.max(...ofKind('without one cause').map(({ findings }) => findings))).toBeLessThanOrEqual(
      Math.max(...lengths),
    );
  });

  it('conceals half of the common findings while the score is fitted', () => {
    const less = patients.filter(
      ({ features, featuresAsShipped }) => features['uncommon share']! > featuresAsShipped['uncommon share']!,
    );
    expect(less.length).toBeGreaterThan(0);
    expect(
      patients.every(
        ({ features, featuresAsShipped }) => features['uncommon share']! >= featuresAsShipped['uncommon share']!,
      ),
    ).toBe(true);
  });

  it('makes the same patients again', () => {
    expect(triagePatients(request, [vocabulary.ids[40]!, vocabulary.ids[41]!])).toEqual(patients);
  });
});
