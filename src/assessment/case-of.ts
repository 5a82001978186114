import type { Case } from '../clinical/case.ts';
import { normalise } from '../clinical/normalise.ts';
import type { Evidence } from './evidence.ts';
import type { Ports, ServingCriteria } from './ports.ts';

/** What evidence is read by. */
export interface CasePorts extends Pick<Ports, 'terminology'> {
  /** They say which results a case keeps beside its findings. */
  readonly criteria?: Pick<ServingCriteria, 'reads'>;
}

/** The case that evidence makes. What was amiss with the evidence as a whole comes first among its issues. */
export function caseOf(evidence: Evidence, { terminology, criteria }: CasePorts, now: Date): Case {
  const { body: _body, issues, notObtained: _, ...record } = evidence;
  const read = normalise(record, terminology, { now, ...(criteria && { keep: criteria.reads }) });
  return issues.length === 0 ? read : Object.freeze({ ...read, issues: [...issues, ...read.issues] });
}
