import { describe, expect, it } from 'vitest';
import { condition, now, observation, quantity, woman } from '../../test/fixtures/record.ts';
import { loadTerminology } from '../terminology/load.ts';
import { normalise } from './normalise.ts';
import type { PatientRecord } from './record.ts';

const terminology = loadTerminology();
const read = (record: PatientRecord) => normalise({ patient: woman, ...record }, terminology, { now });
const labels = (record: PatientRecord) => read(record).findings.map(({ status, label }) => `${status} ${label}`);
const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
const snomed = (code: string, display?: string) => ({ system: 'http://snomed.info/sct', code, display });
const icd10 = (code: string) => ({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code });

describe('records read with the shipped terminology', () => {
  it.each([snomed('62250003'), icd10('G40.909'), icd10('E11.65')])(
    'does not exclude the wider term of the refuted diagnosis %j',
    (coding) => {
      expect(read({ conditions: [condition(coding)] }).findings.length).toBeGreaterThan(0);
      const { findings, coverage } = read({ conditions: [condition(coding, refuted)] });
      expect(findings).toEqual([]);
      expect(coverage.ignored).toEqual({ 'refuted-narrower': 1 });
    },
  );

  it('excludes what a refuted diagnosis names itself', () => {
    expect(labels({ conditions: [condition(snomed('62250003', 'Arachnodactyly'), refuted)] })).toEqual([
      'excluded Arachnodactyly',
    ]);
  });

  it.each([
    ['icd-10-cm', 'F32.5'],
    ['icd-10-cm', 'F33.42'],
    ['icd-9-cm', '296.26'],
    ['icd-9-cm', '29635'],
  ])('does not take %s %s, in remission, for a depression', (system, code) => {
    const { findings, coverage } = read({
      conditions: [condition({ system: `http://hl7.org/fhir/sid/${system}`, code })],
    });
    expect(findings).toEqual([]);
    expect(coverage.ignored).toEqual({ 'in-remission': 1 });
  });

  it('knows the diseases that a record names by a narrower code or in words', () => {
    const known = (members: object) =>
      read({ conditions: [{ ...condition({}), ...members }] }).knownDiagnoses.flatMap(({ ids }) => ids);
    expect(known({ code: { coding: [icd10('E84.0')] } })).toContain('OMIM:219700');
    expect(known({ code: { coding: [icd10('Q87410')] } })).toContain('OMIM:154700');
    expect(known({ code: { text: 'Cystic fibrosis' } })).toContain('OMIM:219700');
    expect(known({ code: { coding: [{ system: 'urn:x', code: '1', display: 'Marfan syndrome' }] } })).toContain(
      'OMIM:154700',
    );
    expect(known({ code: { text: 'Marfan syndrome?' } })).toEqual([]);
    expect(known({ code: { text: 'Marfan syndrome?', coding: [snomed('19346006')] } })).toEqual([]);
  });

  it('takes 50 mmol/mol of haemoglobin A1c for 6.7 %, by our table and by a range in %', () => {
    const high = ['present Elevated hemoglobin A1c'];
    expect(labels({ observations: [observation('4548-4', quantity(50, 'mmol/mol'))] })).toEqual(high);
    const range = { referenceRange: [{ low: { value: 4, unit: '%' }, high: { value: 5.6, unit: '%' } }] };
    expect(labels({ observations: [observation('4548-4', { ...quantity(50, 'mmol/mol'), ...range })] })).toEqual(high);
    expect(read({ observations: [observation('4548-4', quantity(50, 'mg/dL'))] }).coverage.ignored).toEqual({
      'unit-mismatch': 1,
    });
  });

  it.each([
    [{ appliesTo: [{ text: 'Pregnant' }], low: { value: 11 }, high: { value: 14 } }],
    [{ text: 'see comment' }],
  ])('does not judge by our table what the report has a range of its own for: %j', (range) => {
    const haemoglobin = observation('718-7', { ...quantity(9, 'g/dL'), referenceRange: [range] });
    expect(read({ observations: [haemoglobin] })).toMatchObject({
      findings: [],
      coverage: { ignored: { 'reference-range-unusable': 1 } },
    });
  });

  it('takes blood on a dipstick for haematuria', () => {
    const strip = (text: string) => observation('5794-3', { valueCodeableConcept: { text } });
    expect(labels({ observations: [strip('Positive')] })).toEqual(['present Hematuria']);
    expect(labels({ observations: [strip('Negative')] })).toEqual(['excluded Hematuria']);
  });

  it.each([
    ['14682-9', 200, 'umol/L', 'present Elevated circulating creatinine concentration'],
    ['14749-6', 15, 'mmol/L', 'present Hyperglycemia'],
    ['14647-2', 8, 'mmol/L', 'present Hypercholesterolemia'],
    ['2000-8', 3.2, 'mmol/L', 'present Hypercalcemia'],
    ['14798-3', 40, 'umol/L', 'present Increased circulating iron concentration'],
  ])('judges the molar result %s of %d %s', (loinc, value, unit, expected) => {
    expect(labels({ observations: [observation(loinc, quantity(value, unit))] })).toEqual([expected]);
  });

  it("writes the limit in the value's own unit", () => {
    const { findings } = read({ observations: [observation('16362-6', quantity(40, 'umol/L'))] });
    expect(findings[0]?.sources[0]).toMatchObject({
      value: '40',
      unit: 'umol/L',
      derivation: 'within 23.49–41.1 umol/L (adult reference interval, ABIM 2026)',
    });
  });
});
