import { describe, expect, it } from 'vitest';
import type { Criterion } from './criterion.ts';
import type { Example } from './example.ts';
import { exampleRecord } from './example-record.fixture.ts';
import { criteria, judgeRecord } from './shipped-criteria.fixture.ts';

function criterionOf(id: string): Criterion {
  const criterion = criteria.find((one) => one.id === id);
  if (!criterion) throw new Error(`no criterion ${id}`);
  return criterion;
}

function judged(id: string, example: Partial<Example>) {
  const criterion = criterionOf(id);
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
      age: 70.5,
      sex: 'male',
      results: [{ measure: 'creatinine', daysAgo: 1, value: 2, unit: 'mg/dL' }],
    });
    expect(evidence[0]?.text.en).toMatch(
      /^eGFR \d+ mL\/min\/1\.73 m², computed \(.*CKD-EPI 2021.*\) \(< 60 .*\): creatinine 2 mg\/dL, age 70 years$/,
    );
  });

  it('tells what gave the points of a score', () => {
    const { examples } = criterionOf('acute-deterioration');
    const { evidence } = judged('acute-deterioration', examples[0] ?? {});
    expect(evidence[0]?.text).toEqual({
      en:
        'NEWS2 7, computed (National Early Warning Score 2) (≥ 5): ' +
        'respiratory rate 25/min (3), oxygen saturation 92 % (2), supplemental oxygen (2)',
      es:
        'NEWS2 7, calculado (National Early Warning Score 2) (≥ 5): ' +
        'frecuencia respiratoria 25/min (3), saturación de oxígeno 92 % (2), oxígeno suplementario (2)',
    });
  });
});

describe('attention', () => {
  const potassium = (value: number) => {
    return judged('hyperkalaemia', { age: 60, results: [{ measure: 'potassium', daysAgo: 1, value, unit: 'mmol/L' }] });
  };

  it('hangs on the stage where the criterion says so', () => {
    expect(potassium(5.6)).toMatchObject({ verdict: 'met', attention: 'list', dontMiss: false });
    expect(potassium(6.0)).toMatchObject({ verdict: 'met', attention: 'card', dontMiss: true });
  });

  it('is not called for by what is not met', () => {
    expect(potassium(4)).toMatchObject({ verdict: 'not-met', dontMiss: false });
    expect(judged('pre-eclampsia', {})).toMatchObject({ verdict: 'not-assessable', dontMiss: false });
  });

  it('waits for the verdict where a provisional one does not threaten yet', () => {
    const results = [
      { measure: 'creatineKinase', daysAgo: 1, value: 2000, unit: 'U/L', range: { low: 30, high: 200 } },
    ];
    expect(judged('rhabdomyolysis', { age: 40, results })).toMatchObject({ verdict: 'provisional', dontMiss: false });
    const myalgia = { age: 40, results, findings: ['HP:0003326'] };
    expect(judged('rhabdomyolysis', myalgia)).toMatchObject({ verdict: 'met', dontMiss: true });
  });
});
