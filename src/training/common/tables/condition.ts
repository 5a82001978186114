import type { CodeMapping } from './code-mapping.ts';

/** One of the 49 conditions of DDXPlus. */
export interface ConditionEntry {
  /** As in release_conditions_en.json and in the patients' pathology and differential. */
  readonly name: string;
  /** Stable id of ours: lower case, hyphens. */
  readonly id: string;
  readonly label: { readonly en: string; readonly es: string };
  /** The ICD-10-CM code that is shown. */
  readonly icd10cm: string;
  /** Compared with the condition; includes the shown ICD-10-CM code. An exact `orphanet` code: Orphanet lists it as rare. */
  readonly codes: readonly CodeMapping[];
  /** Hours to weeks rather than months, as the source means it. */
  readonly acute: boolean;
  /** As in the source: 1 most severe, 5 least. */
  readonly severity: 1 | 2 | 3 | 4 | 5;
  /** Missing it can kill or maim within hours to days although treatment would help. */
  readonly dontMiss?: { readonly reason: string; readonly source: string };
}

/** A field of the source that was wrong, or less exact than its own French text. */
export interface ConditionCorrection {
  readonly name: string;
  readonly field: 'label' | 'icd10cm';
  readonly source: string;
  readonly corrected: string;
  readonly reason: string;
}
