import { createHash } from 'node:crypto';
import type { Case } from '../clinical/case.ts';
import type { Caller } from './assessor.ts';

/** Who sees what about whom. */
export interface Viewing {
  /** Relative reference, e.g. `Patient/1`. */
  readonly patient: string;
  /** Id of the CDS service. */
  readonly service: string;
  /** The person, and the EHR through which. */
  readonly caller: Caller;
}

/** What was shown. */
export interface Shown {
  /** ISO 8601 instant in UTC. */
  readonly at: string;
  /** Ids of the diagnoses, most likely first. */
  readonly diagnoses: readonly string[];
  /** Digest of the findings behind them. */
  readonly findings: string;
}

/**
 * Remembers what each person was shown last about each patient. The contract: neither method ever rejects. A memory that
 * fails has forgotten: the reader then sees something twice, which is better than never.
 */
export interface ShownMemory {
  recall(viewing: Viewing): Promise<Shown | undefined>;
  remember(viewing: Viewing, shown: Shown): Promise<void>;
}

export const shownNow = (diagnoses: readonly { readonly id: string }[], { findings }: Case, at: string): Shown => ({
  at,
  diagnoses: diagnoses.map(({ id }) => id),
  findings: digestOf(findings.map(({ term, status }) => `${status} ${term}`)),
});

/** What counts is what is known: a test repeated with the same outcome is no new finding. */
const digestOf = (findings: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(findings.toSorted())).digest('base64url');

/**
 * Whether the reader has seen this already: within the cooldown, unless it changed materially, that is, unless findings
 * are new and moved a diagnosis in the list, into it or out of it.
 */
export function isRepeat(last: Shown, next: Shown, cooldownMs: number): boolean {
  const age = Date.parse(next.at) - Date.parse(last.at);
  const changed = last.findings !== next.findings && last.diagnoses.join() !== next.diagnoses.join();
  return age < cooldownMs && !changed;
}
