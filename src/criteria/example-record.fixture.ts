import type { PatientRecord } from '../clinical/record.ts';
import { msPerDay } from '../fhir/date.ts';
import { codeSystems } from '../terminology/terminology.ts';
import type { Criterion } from './criterion.ts';
import type { Example, ExampleResult } from './example.ts';

/** The moment that examples are judged at. */
export const exampleTime = new Date('2026-03-01T12:00:00Z');

const daysBefore = (days: number) => new Date(exampleTime.getTime() - days * msPerDay).toISOString();

/** The FHIR resources of an example patient, so that examples pass through the normaliser like any record. */
export function exampleRecord(example: Example, criterion: Criterion): PatientRecord {
  const results = (example.results ?? []).map((result, place) => observation(result, place, criterion));
  const conditions = (example.conditions ?? []).map((condition, place) => ({
    resourceType: 'Condition',
    id: `c${place}`,
    ...(condition.clinicalStatus === undefined
      ? {}
      : { clinicalStatus: { coding: [{ code: condition.clinicalStatus }] } }),
    code: {
      coding: [
        ...(condition.icd10 === undefined ? [] : [{ system: codeSystems.icd10cm, code: condition.icd10 }]),
        ...(condition.snomed === undefined ? [] : [{ system: codeSystems.snomed, code: condition.snomed }]),
      ],
    },
    recordedDate: daysBefore(condition.daysAgo ?? 0),
  }));
  const findings = [
    ...(example.findings ?? []).map((code) => finding(code, 'confirmed')),
    ...(example.excludedFindings ?? []).map((code) => finding(code, 'refuted')),
  ];
  const { age, sex } = example;
  return {
    patient: {
      resourceType: 'Patient',
      id: 'example',
      ...(sex === undefined ? {} : { gender: sex }),
      // A day more than the age, so that results of the same year are of that age too.
      ...(age === undefined ? {} : { birthDate: daysBefore(age * 365.2425 + 1).slice(0, 10) }),
    },
    observations: results,
    conditions: [...conditions, ...findings],
  };
}

function observation(result: ExampleResult, place: number, { measures }: Criterion): unknown {
  const code = result.loinc ?? measures.get(result.measure)?.loinc?.[0];
  if (code === undefined) throw new Error(`example: ${result.measure} has no LOINC code`);
  const { value, unit, comparator, range } = result;
  const quantity = (amount: number | undefined) =>
    amount === undefined ? undefined : { value: amount, ...(unit === undefined ? {} : { unit, code: unit }) };
  return {
    resourceType: 'Observation',
    id: `o${place}`,
    status: 'final',
    code: { coding: [{ system: codeSystems.loinc, code }] },
    effectiveDateTime: daysBefore(result.daysAgo),
    ...(typeof value === 'number'
      ? { valueQuantity: { ...quantity(value), ...(comparator === undefined ? {} : { comparator }) } }
      : {}),
    ...(typeof value === 'string' ? { valueString: value } : {}),
    ...(result.coded === undefined
      ? {}
      : { valueCodeableConcept: { coding: [{ system: codeSystems.snomed, code: result.coded }] } }),
    ...(result.flag === undefined ? {} : { interpretation: [{ coding: [{ code: result.flag }] }] }),
    ...(range === undefined ? {} : { referenceRange: [{ low: quantity(range.low), high: quantity(range.high) }] }),
  };
}

function finding(code: string, verification: string): unknown {
  return {
    resourceType: 'Condition',
    id: code,
    code: { coding: [{ system: codeSystems.hpo, code }] },
    verificationStatus: { coding: [{ code: verification }] },
    recordedDate: daysBefore(1),
  };
}
