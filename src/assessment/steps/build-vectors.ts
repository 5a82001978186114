import { buildTermVector } from '../../features/term-vector.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';
import { generaliseRoutineResults } from '../routine-results.ts';

/** Turns the findings into the model's input. */
export function buildVectors(draft: Draft, { telling }: Ports): Draft {
  const { vocabulary } = draft.model.package;
  const { findings, subject } = filled(draft, 'case');
  const tellingTerms = new Set(findings.filter((finding) => telling(finding, subject)).map(({ term }) => term));
  const findingsRead = generaliseRoutineResults(findings, tellingTerms, vocabulary);
  return { ...draft, tellingTerms, findingsRead, vector: buildTermVector(findingsRead, vocabulary) };
}
