import { describe, expect, it } from 'vitest';
import type { Case } from '../clinical/case.ts';
import { measured } from '../clinical/measured.ts';
import { caseJson, caseOfTexts, caseTexts } from './case-texts.ts';

const patient: Case = {
  subject: { reference: 'Patient/1', sex: 'female', ageYears: 41.5 },
  indexTime: '2026-01-12T00:00:00.000Z',
  findings: [
    {
      term: 'HP:0002153',
      label: 'Hyperkalemia',
      status: 'present',
      sources: [{ reference: 'Observation/1', display: 'Potassium', value: '5.9', unit: 'mmol/L', derivation: 'H' }],
    },
  ],
  knownDiagnoses: [],
  measurements: [
    { loinc: ['2823-3'], reference: 'Observation/1', display: 'Potassium', value: measured(5.9, 'mmol/L')! },
    { loinc: ['2823-3'], reference: 'Observation/2', display: 'Potassium', value: measured(10, 'mmol/L', '>')! },
  ],
  conditions: [],
  coverage: { total: 2, mapped: 2, ignored: {}, unmapped: [] },
  issues: [],
};
const unlikely = {
  severity: 'information',
  code: 'rare-disease-unlikely',
  text: 'No rare disease is likely.',
} as const;

describe('the texts of a case', () => {
  it('give the case back, its members in their order', () => {
    const again = caseOfTexts(caseTexts(patient));
    expect(again).toEqual(patient);
    expect(Object.keys(again)).toEqual(Object.keys(patient));
  });

  it('give back one without measurements', () => {
    const { measurements: _, conditions: __, ...bare } = patient;
    expect(caseOfTexts(caseTexts(bare))).toStrictEqual(bare);
  });

  it('make the same record of a case that came as texts as of the case itself', () => {
    const again = caseOfTexts(caseTexts(patient));
    expect(caseJson(again).join('')).toBe(caseJson(patient).join(''));
  });

  it('leave room for what the pipeline adds to a case', () => {
    const again = caseOfTexts(caseTexts(patient));
    expect(JSON.parse(caseJson({ ...again, issues: [unlikely] }).join('')).issues).toEqual([unlikely]);
  });

  it('are not those of other findings', () => {
    const again = caseOfTexts(caseTexts(patient));
    expect(JSON.parse(caseJson({ ...again, findings: [] }).join('')).findings).toEqual([]);
  });
});
