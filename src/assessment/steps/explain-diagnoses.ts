import type { DifferentialEntry } from '../../inference/differential.ts';
import { explain } from '../../inference/explain.ts';
import type { RankedDiagnosis } from '../../inference/rank.ts';
import { unknownFeatures } from '../../inference/unknown-features.ts';
import { type Draft, filled } from '../draft.ts';

/** Gives every diagnosis of the list its evidence for, against and unknown; one that has none is not shown. */
export async function explainDiagnoses(draft: Draft): Promise<Draft> {
  const { package: pkg, inference } = draft.model;
  const shown = filled(draft, 'shown');
  const vector = filled(draft, 'vector');
  const scores = filled(draft, 'scores');
  const probabilities = filled(draft, 'probabilities');
  const explanations = await explain({
    case: filled(draft, 'case'),
    package: pkg,
    port: inference,
    vector,
    diagnoses: shown.map(({ diagnosis }) => diagnosis),
  });
  const entry = ({ diagnosis, rank }: RankedDiagnosis, place: number): DifferentialEntry => {
    const { id, ids, label } = pkg.diagnoses[diagnosis]!;
    const { prior, evidence } = explanations[place]!;
    const unknown = unknownFeatures(pkg, vector, diagnosis);
    return {
      rank,
      id,
      ids,
      label,
      score: scores[diagnosis]!,
      probability: probabilities[diagnosis]!,
      prior,
      evidence,
      unknown,
    };
  };
  const entries = shown.map(entry).filter(({ evidence }) => evidence.some(({ direction }) => direction === 'for'));
  return {
    ...draft,
    differential: { entries, candidates: pkg.diagnoses.length, conformalSize: filled(draft, 'conformalSize') },
  };
}
