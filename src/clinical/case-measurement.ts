import type { LabOutcome } from '../terminology/terminology.ts';
import type { Measured } from './measured.ts';

/** Source of limits that came with the result itself. */
export const reportSource = 'report';

/** Limits of a result, and whose they are: `report`, or the label of our own source, e.g. `ABIM 2026`. */
export interface MeasurementLimits {
  readonly low?: number;
  readonly high?: number;
  /** Only of our own limits: up to here, a value beyond the limit is no evidence (grey-zone.ts). */
  readonly greyLow?: number;
  readonly greyHigh?: number;
  /** Unit of the limits; the value's own when absent. */
  readonly unit?: string;
  readonly source: string;
}

/** One result as it was reported, for rules that judge numbers (criteria, scores). Frozen; holds no FHIR. */
export interface CaseMeasurement {
  /** LOINC codes of the result, of those that were asked for. At least one. */
  readonly loinc: readonly string[];
  /** Relative reference, e.g. `Observation/123`. */
  readonly reference: string;
  /** What was measured, in the EHR's words. */
  readonly display: string;
  /** FHIR date or dateTime as it was written. */
  readonly date?: string;
  /** Start of the date, ms since the epoch. */
  readonly instant?: number;
  /** Age at the measurement, in years with decimals. */
  readonly ageYears?: number;
  /** The number in the unit that it was reported in. */
  readonly value?: Measured;
  /** What the laboratory said of it: its flag, or words such as "positive". */
  readonly outcome?: LabOutcome;
  /** Codes of a coded value, e.g. SNOMED CT 77386006 (pregnant). */
  readonly coded?: readonly string[];
  readonly limits?: MeasurementLimits;
}
