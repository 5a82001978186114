import type { Case } from '../clinical/case.ts';
import type { CriterionResult } from '../criteria/evaluate.ts';
import type { Differential } from '../inference/differential.ts';
import type { JointDifferential } from '../inference/joint/joint-differential.ts';
import type { CommonResult } from './common-result.ts';

/** Why the model hesitates: a stable kebab-case code for metrics, a sentence for people. */
export interface ApplicabilityReason {
  readonly code: 'too-few-findings' | 'common-findings-only' | 'few-findings' | 'findings-not-used';
  readonly text: string;
}

/** Whether the model may speak about this case. */
export type Applicability =
  | { readonly verdict: 'in' }
  | { readonly verdict: 'caution'; readonly reasons: readonly ApplicabilityReason[] }
  | { readonly verdict: 'abstain'; readonly reasons: readonly ApplicabilityReason[] };

/** How likely it is that a rare disease explains the findings, whichever it is. */
export interface TriageResult {
  /** 0 to 1, for the prior that the package states. */
  readonly probability: number;
  /** Below it a record gets no suggestion. */
  readonly threshold: number;
}

/** What every result carries, so that it can be traced years later. */
export interface Versions {
  readonly code: string;
  readonly model: string;
  /** Family of a further package that took part → version, e.g. `guideline-criteria` → `0.1.0`. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Knowledge source of the model → release, e.g. `hpo` → `2024-08-13`. */
  readonly knowledge: Readonly<Record<string, string>>;
  /** Code system or map that read the record → release, e.g. `icd10cm-mondo` → `MONDO 2026-08-04`. */
  readonly terminology: Readonly<Record<string, string>>;
}

/** Evidence that was asked for and not obtained, e.g. a prefetch key that failed. */
export interface NotObtained {
  readonly what: string;
  readonly reason: 'absent' | 'failed' | 'truncated';
}

/** The immutable record of one run of the pipeline for one patient. */
export interface Assessment {
  readonly id: string;
  /** ISO 8601 instant of the run. */
  readonly createdAt: string;
  readonly case: Case;
  readonly applicability: Applicability;
  /** Absent when the model abstained or cannot tell. */
  readonly triage?: TriageResult;
  /** Absent when the model abstained. */
  readonly differential?: Differential;
  /** Absent when the common-disease model abstained, or there is none. */
  readonly common?: CommonResult;
  /** Guideline criteria that the record meets, or meets once where the guideline asks for more; absent where none were asked. */
  readonly criteria?: readonly CriterionResult[];
  /** All of it on one scale, as it is shown. */
  readonly joint?: JointDifferential;
  /** Set when the reader has seen this result already, so that it is not shown again. */
  readonly suppressed?: 'repeat';
  readonly notObtained: readonly NotObtained[];
  readonly versions: Versions;
}
