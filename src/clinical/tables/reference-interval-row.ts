import type { Sex } from '../case.ts';
import type { IntervalSource } from './reference-interval-sources.ts';

/**
 * Limits for adults (18 years and over, not pregnant), used only when a result carries neither an interpretation nor a
 * reference range. A value below `low` is low, above `high` high, from `normalLow` to `normalHigh` normal (the limits
 * themselves where those are absent); what lies between is left undecided. `decision` marks decision limits of guidelines, of which
 * `high` itself is high already.
 */
export interface ReferenceInterval {
  readonly loinc: readonly string[];
  readonly analyte: string;
  readonly unit: string;
  readonly sex?: Sex;
  readonly ageMin?: number;
  readonly ageMax?: number;
  readonly low?: number;
  readonly high?: number;
  readonly normalLow?: number;
  readonly normalHigh?: number;
  readonly decision?: true;
  /** g/mol (PubChem, computed by PubChem 2.2), where results come in mass and in molar units. */
  readonly molarMass?: number;
  /** Charge number, where results come in equivalents: only 1 is the same number in mol. */
  readonly valence?: 1 | 2;
  /** Units of the same number that UCUM holds for another dimension, e.g. `%` for g/dL in MCHC. */
  readonly sameAs?: readonly string[];
  readonly source: IntervalSource;
}

// One international unit of an enzyme is its U (1 µmol/min, Enzyme Commission 1961); UCUM keeps [IU] for arbitrary units.
export const enzymeUnits = ['[IU]/L', 'IU/L', '[iU]/L', 'units/L'] as const;

type Limits = Omit<ReferenceInterval, 'source' | 'analyte' | 'loinc' | 'unit'>;

/** One row of the table: where it comes from, what it is of, and its limits. */
export function row(
  source: IntervalSource,
  analyte: string,
  loinc: readonly string[],
  unit: string,
  limits: Limits,
): ReferenceInterval {
  return { source, analyte, loinc, unit, ...limits };
}
