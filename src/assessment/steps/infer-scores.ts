import { highestOf } from '../../inference/calibrate.ts';
import { type Draft, filled } from '../draft.ts';

/** Runs the model: one score per disease, or the highest alone where nothing will be ranked. */
export async function inferScores(draft: Draft): Promise<Draft> {
  const { inference } = draft.model;
  const vector = filled(draft, 'vector');
  if (draft.request.entrance === 'triage' && inference.highest) return { ...draft, highest: inference.highest(vector) };
  const scores = await inference.score([vector]);
  return { ...draft, scores, highest: highestOf(scores) };
}
