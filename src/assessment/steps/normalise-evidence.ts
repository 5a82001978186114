import { normalise } from '../../clinical/normalise.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Reads the resources as findings, sanitised, each pointing to its sources. */
export function normaliseEvidence(draft: Draft, { terminology, criteria }: Ports): Draft {
  const { startedAt: now } = draft;
  const { body: _body, issues, notObtained: _, ...record } = filled(draft, 'evidence');
  const read = normalise(record, terminology, { now, ...(criteria && { keep: criteria.reads }) });
  return {
    ...draft,
    case: issues.length === 0 ? read : Object.freeze({ ...read, issues: [...issues, ...read.issues] }),
  };
}
