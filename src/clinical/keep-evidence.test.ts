import { describe, expect, it } from 'vitest';
import { condition, now, observation, quantity, woman } from '../../test/fixtures/record.ts';
import { loadTerminology } from '../terminology/load.ts';
import { normalise } from './normalise.ts';
import type { PatientRecord } from './record.ts';

const terminology = loadTerminology();
const keep = new Set(['2823-3', '8480-6', '29463-7', '5195-3']);
const read = (record: PatientRecord) => normalise({ patient: woman, ...record }, terminology, { now, keep });
const icd10 = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code });

describe('what a Case keeps beside its findings', () => {
  it('is nothing unless asked', () => {
    const found = normalise(
      { patient: woman, observations: [observation('2823-3', quantity(4, 'mmol/L'))] },
      terminology,
      {
        now,
      },
    );
    expect(found).not.toHaveProperty('measurements');
    expect(found).not.toHaveProperty('conditions');
  });

  it('is the results of the codes asked for, with value, unit, date, age and limits', () => {
    const { measurements } = read({
      observations: [
        observation('2823-3', {
          ...quantity(5.9, 'mmol/L'),
          referenceRange: [{ low: { value: 3.4 }, high: { value: 5.1 } }],
        }),
        observation('2951-2', quantity(140, 'mmol/L')),
      ],
    });
    expect(measurements).toHaveLength(1);
    expect(measurements?.[0]).toMatchObject({
      loinc: ['2823-3'],
      value: { low: 5.9, high: 5.9, unit: 'mmol/L' },
      limits: { low: 3.4, high: 5.1, source: 'report' },
      ageYears: expect.any(Number),
      instant: expect.any(Number),
    });
  });

  it('takes our own limits, with their grey zone, only where the report has none', () => {
    const [own] = read({ observations: [observation('2823-3', quantity(5.2, 'mmol/L'))] }).measurements ?? [];
    expect(own?.limits).toMatchObject({
      low: 3.5,
      high: 5,
      greyHigh: 5.5,
      source: expect.not.stringMatching(/^report$/),
    });
  });

  it('reads components, words, and results that no finding is made of', () => {
    const { measurements } = read({
      observations: [
        observation('85354-9', {
          component: [
            { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, ...quantity(150, 'mm[Hg]') },
          ],
        }),
        observation('29463-7', quantity(80, 'kg')),
        observation('5195-3', { valueCodeableConcept: { coding: [{ code: '260373001' }], text: 'Detected' } }),
      ],
    });
    expect(measurements?.map(({ loinc }) => loinc[0]).sort()).toEqual(['29463-7', '5195-3', '8480-6']);
    expect(measurements?.find(({ loinc }) => loinc[0] === '5195-3')).toMatchObject({ coded: ['260373001'] });
  });

  it('leaves out what is impossible, in error or of another time', () => {
    const { measurements } = read({
      observations: [
        observation('2823-3', quantity(45, 'mmol/L')),
        { ...observation('2823-3', quantity(4, 'mmol/L')), id: 'b', status: 'entered-in-error' },
        { ...observation('2823-3', quantity(4, 'mmol/L')), id: 'c', effectiveDateTime: '2999-01-01' },
      ],
    });
    expect(measurements).toEqual([]);
  });

  it('is the conditions too, with what they are: present, suspected, refuted, past', () => {
    const status = (code: string) => ({ verificationStatus: { coding: [{ code }] } });
    const { conditions } = read({
      conditions: [
        condition(icd10('E11.9'), { id: 'a' }),
        condition(icd10('I10'), { id: 'b', ...status('provisional') }),
        condition(icd10('N18.3'), { id: 'c', ...status('refuted') }),
        condition(icd10('Z99.2'), { id: 'd', clinicalStatus: { coding: [{ code: 'resolved' }] } }),
      ],
    });
    expect(conditions?.map(({ codes, status: of, past }) => [codes[0]?.code, of, past])).toEqual([
      ['E11.9', 'present', false],
      ['I10', 'unknown', false],
      ['N18.3', 'excluded', false],
      ['Z99.2', 'present', true],
    ]);
  });
});
