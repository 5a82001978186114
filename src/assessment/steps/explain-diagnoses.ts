import type { DifferentialEntry } from '../../inference/differential.ts';
import { explain } from '../../inference/explain.ts';
import type { RankedDiagnosis } from '../../inference/rank.ts';
import { unknownFeatures } from '../../inference/unknown-features.ts';
import { type Draft, filled } from '../draft.ts';

/** Telling findings that must speak for a diagnosis: a single one, or routine results alone, make no differential. */
const neededTelling = 2;

/** Gives every diagnosis of the list its evidence for, against and unknown; one that telling findings do not support is not shown. */
export async function explainDiagnoses(draft: Draft): Promise<Draft> {
  const { package: pkg, inference } = draft.model;
  const { sex } = filled(draft, 'case').subject;
  const shown = filled(draft, 'shown');
  const vector = filled(draft, 'vector');
  const scores = filled(draft, 'scores');
  const probabilities = filled(draft, 'probabilities');
  const explanations = await explain({
    findings: filled(draft, 'findingsRead'),
    package: pkg,
    port: inference,
    vector,
    diagnoses: shown.map(({ diagnosis }) => diagnosis),
  });
  const entry = ({ diagnosis, rank }: RankedDiagnosis, place: number): DifferentialEntry => {
    const { id, ids, label } = pkg.diagnoses[diagnosis]!;
    const { prior, evidence } = explanations[place]!;
    const unknown = unknownFeatures(pkg, vector, diagnosis, sex);
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
  const tellingTerms = filled(draft, 'tellingTerms');
  const speaking = ({ evidence }: DifferentialEntry) =>
    evidence.filter(({ direction, finding }) => direction === 'for' && tellingTerms.has(finding)).length;
  const entries = shown.map(entry).filter((candidate) => speaking(candidate) >= neededTelling);
  return {
    ...draft,
    differential: { entries, candidates: pkg.diagnoses.length, conformalSize: filled(draft, 'conformalSize') },
  };
}
