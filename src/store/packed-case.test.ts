import { describe, expect, it } from 'vitest';
import type { Case } from '../clinical/case.ts';
import type { FindingSource } from '../clinical/finding.ts';
import { packedCase, unpackedCase } from './packed-case.ts';

const result = (id: number, above: string): FindingSource => ({
  reference: `Observation/${id}`,
  display: 'Potassium',
  date: `2026-01-${10 + id}`,
  value: `5.${id}`,
  unit: 'mmol/L',
  derivation: `above ${above} mmol/L`,
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
  coverage: { total: 5, mapped: 5, ignored: {}, unmapped: [] },
  issues: [],
};

describe('packed case', () => {
  it('comes back to the letter', () => {
    const kept = JSON.parse(JSON.stringify(packedCase(patient)));
    expect(JSON.stringify(unpackedCase(kept))).toBe(JSON.stringify(patient));
  });

  it('says once what neighbouring sources share', () => {
    const [finding] = packedCase(patient).findings;
    expect(finding?.sources.map(({ of }) => of.length)).toEqual([2, 1, 1, 1]);
  });

  it('lets records of before the packing be read', () => {
    expect(unpackedCase(patient)).toEqual(patient);
  });
});
