import type { Sex } from '../../../clinical/case.ts';
import { type EvidenceVocabulary, valueColumn } from '../../../features/evidence-vocabulary.ts';
import type { Patient } from './patients.ts';

/** A patient in the model's own numbers. */
export interface Example {
  readonly ageYears: number;
  readonly sex: Sex;
  /** Place of the pathology among the diagnoses; −1 when the model does not know it. */
  readonly diagnosis: number;
  /** Places of the diagnoses in the published differential. */
  readonly differential: readonly number[];
  /** Everything reported, in the order of the record: the place of the evidence, and columns of its values. */
  readonly reported: readonly ReportedEvidence[];
  readonly labelSource: number;
}

export interface ReportedEvidence {
  readonly evidence: number;
  readonly values: readonly number[];
}

/** Evidences and values that the vocabulary lacks are left out, as in any record of a stranger. */
export function exampleOf(
  patient: Patient,
  vocabulary: EvidenceVocabulary,
  diagnosisOf: ReadonlyMap<string, number>,
): Example {
  const reported = new Map<number, number[]>();
  for (const token of patient.evidences) {
    const [id, value] = token.split('_@_') as [string, string?];
    const place = vocabulary.placeOf.get(id);
    if (place === undefined) continue;
    const values = reported.get(place) ?? [];
    reported.set(place, values);
    const column = value === undefined ? undefined : valueColumn(vocabulary.evidences[place]!, value);
    if (column !== undefined) values.push(column);
  }
  return {
    ageYears: patient.age,
    sex: patient.sex === 'F' ? 'female' : 'male',
    diagnosis: diagnosisOf.get(patient.pathology) ?? -1,
    differential: patient.differential.flatMap((name) => diagnosisOf.get(name) ?? []),
    reported: [...reported].map(([evidence, values]) => ({ evidence, values })),
    labelSource: patient.labelSource ?? 1,
  };
}
