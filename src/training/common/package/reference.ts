import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { CommonDiagnosis } from '../../../registry/common-labels.ts';
import type { CommonReference } from '../../../registry/common-reports.ts';
import type { Example } from '../patients/example.ts';

/** How the inputs of the patients are distributed: drift in a hospital is measured against it. */
export function commonReference(
  examples: readonly Example[],
  vocabulary: EvidenceVocabulary,
  diagnoses: readonly CommonDiagnosis[],
  source: string,
): CommonReference {
  const share = (holds: (example: Example) => boolean) =>
    Number((examples.filter(holds).length / examples.length).toFixed(5));
  const reported = new Float64Array(vocabulary.evidences.length);
  for (const { reported: all } of examples) for (const { evidence } of all) reported[evidence]! += 1;
  return {
    cases: examples.length,
    source,
    presentEvidences: histogram(
      examples.map((example) => example.reported.length),
      [0, 1, 3, 5, 8, 11, 14, 17, 21, 26, 32],
    ),
    ageYears: histogram(
      examples.map(({ ageYears }) => ageYears),
      vocabulary.ageEdges,
    ),
    sex: { female: share(({ sex }) => sex === 'female'), male: share(({ sex }) => sex === 'male') },
    evidences: Object.fromEntries(
      vocabulary.evidences.map(({ id }, place) => [id, Number((reported[place]! / examples.length).toFixed(5))]),
    ),
    diagnoses: Object.fromEntries(
      diagnoses.map(({ id }, place) => [id, share(({ diagnosis }) => diagnosis === place)]),
    ),
  };
}

/** Counts by bin; a bin reaches from its `from` to the next one's. */
function histogram(values: readonly number[], edges: readonly number[]): CommonReference['ageYears'] {
  return edges.map((from, place) => {
    const to = edges[place + 1] ?? Number.POSITIVE_INFINITY;
    return { from, count: values.filter((value) => value >= from && value < to).length };
  });
}
