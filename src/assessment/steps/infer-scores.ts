import { type Draft, filled } from '../draft.ts';

/** Runs the model: one score per disease. */
export async function inferScores(draft: Draft): Promise<Draft> {
  return { ...draft, scores: await draft.model.inference.score([filled(draft, 'vector')]) };
}
