import { describe, expect, it } from 'vitest';
import { charlson, charlsonWithAge } from './charlson.ts';
import { charlsonGroups } from './charlson-groups.ts';

const index = (...icd10: readonly string[]) => charlson.compute({ measured: {}, icd10 });

describe('Charlson', () => {
  it('gives each group its weight of 1987', () => {
    expect(Object.fromEntries(charlsonGroups.map(({ key, points }) => [key, points]))).toEqual({
      ...{ myocardialInfarction: 1, heartFailure: 1, peripheralVascular: 1, cerebrovascular: 1, dementia: 1 },
      ...{ chronicPulmonary: 1, rheumatic: 1, pepticUlcer: 1, mildLiver: 1, diabetes: 1 },
      ...{ complicatedDiabetes: 2, plegia: 2, renal: 2, malignancy: 2, severeLiver: 3, metastatic: 6, aids: 6 },
    });
  });

  it('counts a group once, by codes with or without dot and of any depth', () => {
    expect(index('I50.22', 'I509', 'i50')).toMatchObject({ value: 1, parts: [{ key: 'heartFailure', points: 1 }] });
    expect(index('J45.909', 'N18.6', 'E11.22')).toMatchObject({ value: 5 });
  });

  it('lets the severer form replace the milder one', () => {
    expect(index('E11.9', 'E11.42')).toMatchObject({ value: 2 });
    expect(index('K74.6', 'I85.01')).toMatchObject({ value: 3 });
    expect(index('C50.9', 'C79.51')).toMatchObject({ value: 6 });
    expect(index('E11.9', 'K74.6', 'C50.9')).toMatchObject({ value: 4 });
  });

  it('leaves skin cancer, hypertension and old age alone', () => {
    expect(index('C44.91', 'I10', 'R54')).toMatchObject({ value: 0 });
  });

  it('is not assessable where the conditions are not known', () => {
    expect(charlson.compute({ measured: {} })).toMatchObject({ kind: 'not-assessable' });
    expect(index()).toMatchObject({ kind: 'assessed', value: 0 });
  });

  it('gives no code to two groups', () => {
    const codes = charlsonGroups.flatMap(({ icd10 }) => icd10);
    expect(codes.filter((code) => codes.some((other) => other !== code && code.startsWith(other)))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  // Charlson M et al., J Clin Epidemiol 1994;47:1245.
  it.each([
    [49.9, 0],
    [50, 1],
    [59.9, 1],
    [60, 2],
    [70, 3],
    [79.9, 3],
    [80, 4],
    [97, 4],
  ])('adds for the age of %d %d points', (ageYears, points) => {
    expect(charlsonWithAge.compute({ measured: {}, ageYears, icd10: ['I21.9'] })).toMatchObject({ value: points + 1 });
  });

  it('needs the age for the age', () => {
    expect(charlsonWithAge.compute({ measured: {}, icd10: [] })).toMatchObject({ missing: ['age'] });
  });
});
