import { buildTermVector } from '../../features/term-vector.ts';
import { type Draft, filled } from '../draft.ts';

/** Turns the findings into the model's input. */
export function buildVectors(draft: Draft): Draft {
  const { vocabulary } = draft.model.package;
  return { ...draft, vector: buildTermVector(filled(draft, 'case').findings, vocabulary) };
}
