import { evaluateCriteria } from '../../criteria/evaluate.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Asks the guideline criteria about the record, and keeps those that say something. */
export function checkCriteria(draft: Draft, { criteria: serving }: Ports): Draft {
  if (!serving) return draft;
  const results = evaluateCriteria(serving.criteria, filled(draft, 'case'), serving.knowledge);
  return { ...draft, criteria: results.filter(({ verdict }) => verdict === 'met' || verdict === 'provisional') };
}
