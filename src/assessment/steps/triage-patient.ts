import { triageFeatures, triageProbability } from '../../inference/triage.ts';
import { type Draft, filled } from '../draft.ts';

/** Says how likely it is that a rare disease explains the findings at all. */
export function triagePatient(draft: Draft): Draft {
  const { vocabulary, triage } = draft.model.package;
  const reading = {
    vector: filled(draft, 'vector'),
    tellingTerms: filled(draft, 'tellingTerms'),
    commonTerms: triage.commonTerms,
  };
  const probability = triageProbability(triageFeatures(filled(draft, 'highest'), reading, vocabulary), triage);
  return { ...draft, triage: { probability, threshold: triage.threshold } };
}
