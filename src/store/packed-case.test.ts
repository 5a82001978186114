import { describe, expect, it } from 'vitest';
import type { Case } from '../clinical/case.ts';
import type { CaseMeasurement } from '../clinical/case-measurement.ts';
import type { FindingSource } from '../clinical/finding.ts';
import { measured } from '../clinical/measured.ts';
import { caseJson } from './case-texts.ts';
import { type PackedCase, unpackedCase } from './packed-case.ts';

const result = (id: number, above: string): FindingSource => ({
  reference: `Observation/${id}`,
  display: 'Potassium',
  date: `2026-01-${10 + id}`,
  value: `5.${id}`,
  unit: 'mmol/L',
  derivation: `above ${above} mmol/L`,
});
// Its members stand in the order in which the normaliser writes them.
const potassium = (id: number, value: number, age: Pick<CaseMeasurement, 'ageYears'> = {}): CaseMeasurement => ({
  loinc: ['2823-3', '6298-4'],
  reference: `Observation/${id}`,
  display: 'Potassium',
  date: `2026-01-${10 + id}`,
  instant: Date.UTC(2026, 0, 10 + id),
  ...age,
  value: measured(value, 'mmol/L')!,
  limits: { low: 3.5, high: 5.1, unit: 'mmol/L', source: 'report' },
});
const undated: FindingSource = {
  reference: 'Condition/1',
  display: 'High potassium',
  derivation: 'SNOMED CT 14140009; resolved',
  certainty: 'resolved',
};

const patient: Case = {
  subject: { reference: 'Patient/1' },
  indexTime: '2026-03-04T05:06:07.000Z',
  findings: [
    {
      term: 'HP:0002153',
      label: 'Hyperkalemia',
      status: 'present',
      sources: [result(4, '5.1'), result(3, '5.1'), undated, result(2, '5.1'), result(1, '5.2')],
    },
  ],
  knownDiagnoses: [],
  measurements: [
    potassium(1, 5.1),
    potassium(2, 5.2),
    { loinc: ['5195-3'], reference: 'Observation/3', display: 'HBsAg', outcome: 'POS', coded: ['260373001'] },
    { ...potassium(4, 250.44), value: { ...measured(250.44, 'mmol/L')!, lowOpen: true } },
    { ...potassium(5, 5.3, { ageYears: 41.5 }), limits: { high: 5.5, source: 'report' } },
  ],
  coverage: { total: 5, mapped: 5, ignored: {}, unmapped: [] },
  issues: [],
};

const packedCase = (of: Case): PackedCase => JSON.parse(caseJson(of).join(''));

describe('packed case', () => {
  it('comes back to the letter', () => {
    const kept = packedCase(patient);
    expect(JSON.stringify(unpackedCase(kept))).toBe(JSON.stringify(patient));
  });

  it('says once what neighbouring sources share', () => {
    const [finding] = packedCase(patient).findings;
    expect(finding?.sources.map(({ of }) => of.length)).toEqual([2, 1, 1, 1]);
  });

  it('says once what results of a test share', () => {
    expect(packedCase(patient).measurements?.tests).toHaveLength(3);
  });

  it('gives back what lies beyond the range of an assay', () => {
    const beyond = { ...potassium(1, 5), value: measured(10, 'mmol/L', '>')! };
    const kept = packedCase({ ...patient, measurements: [beyond] });
    expect(unpackedCase(kept).measurements).toEqual([beyond]);
  });

  it('lets records of before the packing be read', () => {
    expect(unpackedCase(patient)).toEqual(patient);
  });
});
