import type { Score } from '../clinical/scores/score.ts';
import type { Criterion } from './criterion.ts';

/** LOINC codes that criteria and scores read: what a Case must keep (`NormaliseOptions.keep`). */
export function neededCodes(criteria: readonly Criterion[], scores: ReadonlyMap<string, Score>): ReadonlySet<string> {
  const measured = criteria.flatMap(({ measures }) => [...measures.values()].flatMap(({ loinc = [] }) => loinc));
  const scored = [...scores.values()].flatMap(({ inputs }) => inputs.flatMap(({ loinc }) => loinc));
  return new Set([...measured, ...scored]);
}
