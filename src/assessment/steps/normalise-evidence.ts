import { normalise } from '../../clinical/normalise.ts';
import { type Draft, filled } from '../draft.ts';
import type { Ports } from '../ports.ts';

/** Reads the resources as findings, sanitised, each pointing to its sources. */
export async function normaliseEvidence(draft: Draft, { terminology, readElsewhere, criteria }: Ports): Promise<Draft> {
  const { startedAt: now } = draft;
  const { call, issues, notObtained: _, ...record } = filled(draft, 'evidence');
  const elsewhere = call && (await readElsewhere?.(call, now));
  const read = elsewhere?.case ?? normalise(record, terminology, { now, ...(criteria && { keep: criteria.reads }) });
  return {
    ...draft,
    case: issues.length === 0 ? read : Object.freeze({ ...read, issues: [...issues, ...read.issues] }),
  };
}
