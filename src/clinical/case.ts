import type { CaseCondition } from './case-condition.ts';
import type { CaseMeasurement } from './case-measurement.ts';
import type { EvidenceAnswer } from './evidence-answer.ts';
import type { Finding } from './finding.ts';
import type { Issue } from './issue.ts';

export type Sex = 'male' | 'female';

/** What is known of the patient, as far as a model may use it. */
export interface Subject {
  /** Relative reference, e.g. `Patient/1`. */
  readonly reference: string;
  readonly sex?: Sex;
  readonly birthDate?: string;
  /** Age at the index time, in years with decimals. */
  readonly ageYears?: number;
}

/** A disease already on the record, by the ids of every system that could be mapped (OMIM, ORPHA, MONDO). */
export interface KnownDiagnosis {
  readonly ids: readonly string[];
  readonly display: string;
  readonly reference: string;
}

/** A code that meant nothing to us, and how often it came. */
export interface UnmappedCode {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly count: number;
}

/** What became of the resources: mapped + ignored + unmapped = total. */
export interface Coverage {
  readonly total: number;
  readonly mapped: number;
  /** Deliberately not used, by reason, e.g. `entered-in-error`, `administrative`, `no reference range`. */
  readonly ignored: Readonly<Record<string, number>>;
  readonly unmapped: readonly UnmappedCode[];
}

/** A patient's findings at an index time. Frozen; holds no FHIR. */
export interface Case {
  readonly subject: Subject;
  /** ISO 8601 instant: the latest evidence, or the call's time. Ages are taken at this time. */
  readonly indexTime: string;
  readonly findings: readonly Finding[];
  readonly knownDiagnoses: readonly KnownDiagnosis[];
  /** What was answered to the symptom questionnaire, each evidence once; absent when nothing was. */
  readonly answers?: readonly EvidenceAnswer[];
  /** Results of the LOINC codes that were asked for, oldest first; absent when none were. */
  readonly measurements?: readonly CaseMeasurement[];
  /** Conditions as recorded, with those only suspected or refuted; present together with `measurements`. */
  readonly conditions?: readonly CaseCondition[];
  readonly coverage: Coverage;
  readonly issues: readonly Issue[];
}
