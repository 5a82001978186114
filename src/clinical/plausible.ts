import type { Measured } from './measured.ts';
import type { Measurement } from './measurement.ts';
import type { RecordContext } from './record-context.ts';
import { inUnit, type TargetUnit } from './unit-conversion.ts';
import { unitSuffix } from './unit-words.ts';

/**
 * Limits outside which a result is an error of entry or unit. They are far outside anything that a living patient has,
 * so that no true extreme is lost.
 */
export interface PlausibleLimits extends TargetUnit {
  readonly loinc: readonly string[];
  readonly range: readonly [number, number];
}

const table: readonly PlausibleLimits[] = [
  { loinc: ['11555-0'], unit: 'mmol/L', valence: 1, range: [-60, 60] }, // Base excess
  { loinc: ['1863-0', '33037-3', '10466-1'], unit: 'mmol/L', valence: 1, range: [-40, 100] }, // Anion gap
  { loinc: ['11558-4', '2744-1'], unit: '1', sameAs: ['[pH]', 'pH', 'units'], range: [6, 8.5] }, // pH of blood
  { loinc: ['5803-2', '2756-5'], unit: '1', sameAs: ['[pH]', 'pH', 'units'], range: [3, 12] }, // pH of urine
  { loinc: ['38265-5'], unit: '1', sameAs: ['{T-score}', '{Tscore}'], range: [-10, 10] }, // T-score of bone density
  { loinc: ['2951-2', '2947-0'], unit: 'mmol/L', valence: 1, range: [60, 250] }, // Sodium
  { loinc: ['2823-3', '6298-4'], unit: 'mmol/L', valence: 1, range: [0.5, 20] }, // Potassium
  { loinc: ['2075-0', '2069-3'], unit: 'mmol/L', valence: 1, range: [40, 200] }, // Chloride
];

const byLoinc = new Map(table.flatMap((limits) => limits.loinc.map((code) => [code, limits] as const)));

/** The limits of the first code that has any. */
export const plausibleLimits = (loinc: readonly string[]): PlausibleLimits | undefined =>
  loinc.map((code) => byLoinc.get(code)).find((found) => found !== undefined);

/** Whether a result can be that of a living patient. Concentrations, counts and shares have no values below zero. */
export function isPlausible(value: Measured, loinc: readonly string[]): boolean {
  const limits = plausibleLimits(loinc);
  if (!limits) return value.high >= 0;
  // Without a unit, the number is taken for what the test is nearly always reported in.
  const converted = inUnit(value.unit === undefined ? { ...value, unit: limits.unit } : value, limits);
  if (converted.kind === 'failed') return true;
  const [least, most] = limits.range;
  return converted.measured.high >= least && converted.measured.low <= most;
}

/** The value was not used, and the clinician is told which one. */
export function reportImplausible(measurement: Measurement, value: Measured, context: RecordContext): void {
  context.issues.add({
    severity: 'warning',
    code: 'implausible-value',
    text: `${measurement.from.display} of ${value.text}${unitSuffix(value.unit)} is not possible in a living patient, so it was not used.`,
    reference: measurement.from.reference,
    expression: 'Observation.value',
  });
}
