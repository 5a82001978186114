import type { JsonObject } from '../fhir/json.ts';
import type { Provenance } from './assertion.ts';
import type { Measured } from './measured.ts';
import type { ObservedValue } from './observation-value.ts';
import type { SystemCoding } from './system-coding.ts';

/** An Observation, or one component of it, ready to be judged. */
export interface Measurement {
  readonly codings: readonly SystemCoding[];
  /** LOINC codes among `codings`, in their order. */
  readonly loinc: readonly string[];
  readonly text: string | undefined;
  readonly value: ObservedValue;
  /** The Observation or component itself, for interpretation and reference range. */
  readonly element: JsonObject;
  readonly from: Provenance;
  /** Age in years at the time of the measurement. */
  readonly age: number | undefined;
}

/** Value and unit as a FindingSource shows them. */
export function shown(value: Measured): { value: string; unit?: string } {
  return value.unit === undefined ? { value: value.text } : { value: value.text, unit: value.unit };
}
