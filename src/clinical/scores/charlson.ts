import { charlsonGroups } from './charlson-groups.ts';
import { notAssessable } from './points.ts';
import { defineScore, type Score, type ScorePart, type ScorePerson, type ScoreResult } from './score.ts';

/** Charlson M et al. 1994: one point for each decade from 50 years on, four from 80. */
const agePoints: readonly (readonly [from: number, points: number])[] = [
  [80, 4],
  [70, 3],
  [60, 2],
  [50, 1],
];

function groupsOf(icd10: readonly string[]): readonly ScorePart[] {
  const plain = icd10.map((code) => code.toUpperCase().replace('.', ''));
  const present = charlsonGroups.filter((group) =>
    group.icd10.some((prefix) => plain.some((code) => code.startsWith(prefix))),
  );
  const replaced = new Set(present.map((group) => group.replaces));
  return present.flatMap(({ key, label, points }) => (replaced.has(key) ? [] : [{ key, label, points }]));
}

function sum(parts: readonly ScorePart[]): ScoreResult {
  return { kind: 'assessed', value: parts.reduce((total, { points = 0 }) => total + points, 0), parts };
}

function withoutAge({ icd10 }: ScorePerson): ScoreResult {
  return icd10 === undefined ? notAssessable(['conditions with ICD-10 codes']) : sum(groupsOf(icd10));
}

function withAge({ icd10, ageYears }: ScorePerson): ScoreResult {
  if (icd10 === undefined || ageYears === undefined) {
    return notAssessable([
      ...(icd10 === undefined ? ['conditions with ICD-10 codes'] : []),
      ...(ageYears === undefined ? ['age'] : []),
    ]);
  }
  const points = agePoints.find(([from]) => ageYears >= from)?.[1] ?? 0;
  return sum([...groupsOf(icd10), { key: 'age', label: 'Age', value: ageYears, unit: 'a', points }]);
}

/** Charlson comorbidity index with the weights of 1987 and the ICD-10 coding of Quan 2005. */
export const charlson: Score = defineScore({
  name: 'Charlson',
  title: 'Charlson comorbidity index',
  unit: '1',
  inputs: [],
  needs: ['conditions'],
  source: {
    title: 'Quan H et al. Coding algorithms for defining comorbidities in ICD-9-CM and ICD-10. Med Care 43:1130-9',
    year: 2005,
    url: 'https://doi.org/10.1097/01.mlr.0000182534.19832.83',
  },
  compute: (_, person) => withoutAge(person),
});

/** The same with points for age. */
export const charlsonWithAge: Score = defineScore({
  name: 'Charlson-age',
  title: 'Charlson comorbidity index, age-adjusted',
  unit: '1',
  inputs: [],
  needs: ['conditions', 'age'],
  source: {
    title: 'Charlson M et al. Validation of a combined comorbidity index. J Clin Epidemiol 47:1245-51',
    year: 1994,
    url: 'https://doi.org/10.1016/0895-4356(94)90129-5',
  },
  compute: (_, person) => withAge(person),
});
