import { normalise } from '../../clinical/normalise.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Reads the resources as findings, sanitised, each pointing to its sources. */
export function normaliseEvidence(draft: Draft, { terminology }: Ports): Draft {
  const { issues, notObtained: _, ...record } = filled(draft, 'evidence');
  const read = normalise(record, terminology, { now: draft.startedAt });
  return {
    ...draft,
    case: issues.length === 0 ? read : Object.freeze({ ...read, issues: [...issues, ...read.issues] }),
  };
}
