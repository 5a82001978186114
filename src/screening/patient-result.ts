import type { TriageResult, Versions } from '../assessment/assessment.ts';
import type { Sex } from '../clinical/case.ts';
import type { Differential, DifferentialEntry } from '../inference/differential.ts';

/** One screened patient: what a run keeps, as a line of NDJSON, and what every output is made of. */
export interface PatientResult {
  /** Relative reference, e.g. `Patient/123`. */
  readonly patient: string;
  readonly sex?: Sex;
  /** Age at the latest evidence, in years with decimals. */
  readonly ageYears?: number;
  /** How many findings the record gave, present and excluded. */
  readonly findings: number;
  readonly verdict: 'assessed' | 'not-assessable';
  /** Why the patient could not be assessed: a sentence for people. */
  readonly reason?: string;
  /** Its kind, for counting, e.g. `too-few-findings` (an applicability reason) or `PATIENT_AMBIGUOUS` (an error). */
  readonly reasonCode?: string;
  /** Absent when not assessable, or when the package cannot tell. */
  readonly triage?: TriageResult;
  /** Most likely first, each with the contributions that weigh most and their newest sources. Empty when not assessable or withheld. */
  readonly entries: readonly DifferentialEntry[];
  /**
   * Present when no rare disease is likely, so that nothing is suggested (`triage` is below its threshold). A run ranks
   * no diagnoses for such a patient: the list is empty.
   */
  readonly withheld?: readonly DifferentialEntry[];
  /** How many diseases were ranked; 0 when not assessable or withheld. */
  readonly candidates: Differential['candidates'];
  /** See `Differential.conformalSize`; 0 when nothing was ranked. */
  readonly conformalSize: Differential['conformalSize'];
  readonly versions: Versions;
  /** Digest of what the result comes from; absent where it is not carried over to the next run. See `basisOf`. */
  readonly basis?: string;
  /** ISO 8601 instant of the run that assessed the patient. */
  readonly assessedAt: string;
}
