/** A finding is present, was looked for and excluded, or could not be decided. */
export type FindingStatus = 'present' | 'excluded' | 'unknown';

/** Where a finding comes from: one resource, its value, unit and date, and how it became a finding. */
export interface FindingSource {
  /** Relative reference, e.g. `Observation/123`; the phenopacket's id for phenopackets. */
  readonly reference: string;
  /** What the resource is about, in the EHR's words, e.g. `Creatinine`. */
  readonly display: string;
  /** FHIR date or dateTime, as precise as the resource gives it. */
  readonly date?: string;
  readonly value?: string;
  /** UCUM unit of `value`; `unitWords` (unit-words.ts) writes it as a clinician reads it. */
  readonly unit?: string;
  /** How it was derived, e.g. `interpretation H`, `above 1.2 mg/dL (reference range of the report)`, `SNOMED CT 74969002`. */
  readonly derivation: string;
  /** How certain and how present it is, where that is not plain, e.g. `provisional diagnosis, resolved`; part of `derivation` too. */
  readonly certainty?: string;
}

/** One phenotype (an HPO term) of a patient. Frozen. */
export interface Finding {
  /** Current primary HPO id, e.g. `HP:0001083`. */
  readonly term: string;
  readonly label: string;
  readonly status: FindingStatus;
  /** At least one; newest first. */
  readonly sources: readonly FindingSource[];
}
