import { describe, expect, it } from 'vitest';
import type { Example } from './example.ts';
import { exampleRecord } from './example-record.fixture.ts';
import { criteria, judgeRecord } from './shipped-criteria.fixture.ts';

function judged(id: string, example: Partial<Example>) {
  const criterion = criteria.find((one) => one.id === id);
  if (!criterion) throw new Error(`no criterion ${id}`);
  return judgeRecord(criterion, exampleRecord({ title: '', expect: 'met', ...example }, criterion));
}

describe('a result', () => {
  it('cites its guideline, and tells value, unit, date and source of every number', () => {
    const result = judged('diabetes-mellitus', {
      results: [
        { measure: 'a1c', daysAgo: 100, value: 6.5, unit: '%' },
        { measure: 'a1c', daysAgo: 10, value: 53, unit: 'mmol/mol' },
      ],
    });
    expect(result.guidelines[0]).toMatchObject({ year: 2025, section: expect.stringContaining('Table 2.1') });
    expect(result.evidence).toEqual([
      {
        text: { en: 'HbA1c 53 mmol/mol (≥ 48 mmol/mol)', es: 'HbA1c 53 mmol/mol (≥ 48 mmol/mol)' },
        reference: 'Observation/o1',
        date: '2026-02-19T12:00:00.000Z',
        value: '53',
        unit: 'mmol/mol',
      },
      expect.objectContaining({ reference: 'Observation/o0', value: '6.5', unit: '%' }),
    ]);
  });

  it('that is provisional says what would confirm it', () => {
    const { verdict, missing } = judged('diabetes-mellitus', {
      results: [{ measure: 'a1c', daysAgo: 10, value: 7, unit: '%' }],
    });
    expect(verdict).toBe('provisional');
    expect(missing.map(({ text }) => text.en)).toContain('HbA1c: 2 such results, 1 day apart or more');
  });

  it('tells that the condition is on the record already', () => {
    const results = [{ measure: 'bmi', daysAgo: 5, value: 31, unit: 'kg/m2' }];
    expect(judged('obesity', { age: 40, results, conditions: [{ icd10: 'E66.9' }] }).recorded).toEqual({
      reference: 'Condition/c0',
      display: expect.any(String),
    });
    expect(judged('obesity', { age: 40, results })).not.toHaveProperty('recorded');
  });

  it('of whom a criterion does not hold says why', () => {
    const results = [{ measure: 'bmi', daysAgo: 5, value: 31, unit: 'kg/m2' }];
    expect(judged('obesity', { age: 9, results })).toMatchObject({
      verdict: 'not-assessable',
      text: { en: 'The limits are those of adults.' },
    });
    expect(judged('obesity', { results })).toMatchObject({
      verdict: 'not-assessable',
      missing: [{ text: { en: 'age', es: 'edad' } }],
    });
  });

  it('names its stage in both languages', () => {
    const results = [
      { measure: 'haemoglobin', daysAgo: 5, value: 9, unit: 'g/dL' },
      { measure: 'mcv', daysAgo: 5, value: 70, unit: 'fL', range: { low: 80, high: 100 } },
    ];
    expect(judged('anaemia', { age: 40, sex: 'male', results })).toMatchObject({
      stage: 'moderate microcytic',
      stageLabel: { en: 'moderate microcytic', es: 'moderada microcítica' },
    });
  });

  it('shows a fact once, however many parts it decided', () => {
    const { evidence } = judged('hyponatraemia', {
      results: [{ measure: 'sodium', daysAgo: 1, value: 124, unit: 'mmol/L' }],
    });
    expect(evidence.map(({ text }) => text.en)).toEqual(['Sodium 124 mmol/L (< 135 mmol/L)']);
  });

  it('names the score that a value was computed by', () => {
    const { evidence } = judged('chronic-kidney-disease', {
      age: 70,
      sex: 'male',
      results: [{ measure: 'creatinine', daysAgo: 1, value: 2, unit: 'mg/dL' }],
    });
    expect(evidence[0]?.text.en).toMatch(/^eGFR \d+ mL\/min\/1\.73 m², computed \(.*CKD-EPI 2021.*\) \(< 60 /);
  });
});
