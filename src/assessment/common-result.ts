import type { DifferentialEntry } from '../inference/differential.ts';

/** A common disease of the model's list. */
export interface CommonEntry extends Omit<DifferentialEntry, 'unknown'> {
  readonly labelEs: string;
  /** ICD-10-CM code that is shown. */
  readonly icd10cm: string;
  readonly dontMiss: boolean;
}

/** A question whose answer is expected to tell most. */
export interface NextQuestion {
  /** Id of the evidence, which is the linkId of its question in the symptom questionnaire. */
  readonly evidence: string;
  readonly text: string;
  /** Expected to be present, 0 to 1. */
  readonly probabilityPresent: number;
  /** Expected, in nats. */
  readonly information: number;
}

/** What the common-disease model says of a case, supposing that one of its diagnoses is the cause. */
export interface CommonResult {
  /** Most likely first; those that are too unlikely to matter are left out. */
  readonly entries: readonly CommonEntry[];
  /** How many diseases the model knows. */
  readonly candidates: number;
  /** Complaints of the model that the case has. */
  readonly complaints: number;
  /** Most informative first; absent where they were not asked for. */
  readonly nextQuestions?: readonly NextQuestion[];
}
