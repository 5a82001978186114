import type { FindingStatus } from './finding.ts';

/** One code of a Condition, its system in canonical form. */
export interface ConditionCode {
  readonly system: string;
  readonly code: string;
}

/** One entry of the problem list or of an encounter's diagnoses, for rules that ask for diseases. Frozen. */
export interface CaseCondition {
  readonly codes: readonly ConditionCode[];
  /** In the EHR's words. */
  readonly display: string;
  /** Relative reference, e.g. `Condition/1`. */
  readonly reference: string;
  /** `unknown` while it is only suspected (provisional, unconfirmed, differential, or worded as a question). */
  readonly status: FindingStatus;
  /** Inactive, resolved or in remission. */
  readonly past: boolean;
  /** FHIR date or dateTime of the onset, else of the recording. */
  readonly date?: string;
  /** Start of the date, ms since the epoch. */
  readonly instant?: number;
}
