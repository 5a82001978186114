import { evaluateCriteria } from '../../criteria/evaluate.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Asks the guideline criteria about the record, and keeps those that say something. */
export function checkCriteria(draft: Draft, { criteria: serving }: Ports): Draft {
  if (!serving) return draft;
  const { criteria, knowledge } = serving;
  return {
    ...draft,
    criteria: evaluateCriteria(criteria, filled(draft, 'case'), knowledge, { only: 'met-or-provisional' }),
  };
}
