import { join } from 'node:path';
import type { EvidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import { type Example, exampleOf } from './patients/example.ts';
import { readPatients } from './patients/patients.ts';
import { conditions } from './tables/conditions.ts';
import { releaseVocabulary } from './vocabulary.ts';

/** Files of DDXPlus under the data folder. */
export const ddxplusFiles = {
  evidences: 'ddxplus/release_evidences_en.json',
  patients: 'ddxplus/patients.ndjson.gz',
} as const;

/** Everything that the common-disease model is made of. */
export interface CommonCorpus {
  readonly vocabulary: EvidenceVocabulary;
  readonly examples: readonly Example[];
}

/** DDXPlus name of each diagnosis → its place among the model's outputs. */
export function diagnosisPlaces(names: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  return new Map(names.map(({ name }, place) => [name, place]));
}

/**
 * Reads the publishers' files of a data folder, laid out as `shared/data`. A pathology that the table of conditions lacks
 * is refused: nothing could be said of it.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file and line.
 */
export async function readCommonCorpus(data: string): Promise<CommonCorpus> {
  const vocabulary = releaseVocabulary(join(data, ddxplusFiles.evidences));
  const places = diagnosisPlaces(conditions);
  const examples: Example[] = [];
  for await (const patient of readPatients(join(data, ddxplusFiles.patients))) {
    const example = exampleOf(patient, vocabulary, places);
    if (example.diagnosis < 0) throw new RangeError(`${patient.pathology} is not in the table of conditions`);
    examples.push(example);
  }
  return { vocabulary, examples };
}
