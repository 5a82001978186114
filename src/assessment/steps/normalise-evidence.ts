import { caseOf } from '../case-of.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Reads the resources as findings, sanitised, each pointing to its sources. */
export function normaliseEvidence(draft: Draft, ports: Ports): Draft {
  return { ...draft, case: caseOf(filled(draft, 'evidence'), ports, draft.startedAt) };
}
