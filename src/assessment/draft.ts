import type { Case } from '../clinical/case.ts';
import type { Finding } from '../clinical/finding.ts';
import type { TermVector } from '../features/term-vector.ts';
import type { Differential } from '../inference/differential.ts';
import type { RankedDiagnosis } from '../inference/rank.ts';
import type { Applicability, Assessment, TriageResult } from './assessment.ts';
import type { AssessmentRequest } from './assessor.ts';
import type { Evidence } from './evidence.ts';
import type { ServingModel } from './ports.ts';
import type { Prepared } from './prepared.ts';

/** What the steps have found so far. Each step returns a new draft with its own fields added. */
export interface Draft {
  readonly request: AssessmentRequest;
  /** Instant of the run. */
  readonly startedAt: Date;
  readonly model: ServingModel;
  readonly evidence?: Evidence;
  /** Stands in for the evidence where the first steps were taken on another thread. */
  readonly prepared?: Prepared;
  readonly case?: Case;
  readonly applicability?: Applicability;
  /** HPO ids of the findings that may point to a rare disease. */
  readonly tellingTerms?: ReadonlySet<string>;
  /** The findings as the model reads them. */
  readonly findingsRead?: readonly Finding[];
  readonly vector?: TermVector;
  /** One score per diagnosis of the package, in its order. */
  readonly scores?: Float32Array;
  /** The highest of them. */
  readonly highest?: number;
  readonly probabilities?: Float32Array;
  readonly conformalSize?: number;
  readonly triage?: TriageResult;
  /** The head of the ranked list, most likely first. */
  readonly shown?: readonly RankedDiagnosis[];
  readonly differential?: Differential;
  readonly common?: Assessment['common'];
  readonly criteria?: Assessment['criteria'];
  readonly joint?: Assessment['joint'];
  /** Set when the result was ready before the call, so that nothing is left to be found. */
  readonly ready?: true;
  /** Why the result is not to be shown, although there is one. */
  readonly suppressed?: Assessment['suppressed'];
  readonly assessment?: Assessment;
}

/** A field that an earlier step must have filled: the table's order is wrong if it has not. */
export function filled<K extends keyof Draft>(draft: Draft, field: K): NonNullable<Draft[K]> {
  const value = draft[field];
  if (value === undefined || value === null) throw new Error(`the pipeline has no ${field} yet`);
  return value as NonNullable<Draft[K]>;
}
