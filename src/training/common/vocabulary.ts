import { type EvidenceVocabulary, evidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import { readReleaseEvidences } from './release-evidences.ts';

/** Lower ends of the age bands, in years. */
export const ageEdges = [0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80] as const;

/** The model's input as DDXPlus describes its evidences. @throws HoofbeatsError SOURCE_FILE_INVALID. */
export function releaseVocabulary(file: string): EvidenceVocabulary {
  const release = readReleaseEvidences(file);
  const ids = new Set(release.map(({ id }) => id));
  return evidenceVocabulary(
    release.map(({ id, question, type, values, isAntecedent }) => ({
      id,
      isAntecedent,
      kind: type === 'B' ? 'binary' : type === 'M' ? 'multi' : typeof values[0] === 'number' ? 'scale' : 'categorical',
      // Some follow up a question that the release does not have: they stand alone.
      parent: question !== id && ids.has(question) ? question : undefined,
      values: values.map(String),
    })),
    ageEdges,
  );
}
