import { z } from 'zod';

export const bilingual = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
export type Bilingual = Readonly<z.infer<typeof bilingual>>;

const loinc = z.string().regex(/^\d{1,5}-\d$/);

/** Codes of a condition: ICD-10 categories (`E11` stands for all below it, `O` for the chapter), SNOMED CT concepts and MONDO diseases. */
export const codesSchema = z.strictObject({
  icd10: z.array(z.string().regex(/^[A-Z](\d([\dA-Z](\.[\dA-Z]{1,4})?)?)?$/)).exactOptional(),
  snomed: z.array(z.string().regex(/^\d{6,18}$/)).exactOptional(),
  mondo: z.array(z.string().regex(/^MONDO:\d{7}$/)).exactOptional(),
});
export type Codes = Readonly<z.infer<typeof codesSchema>>;

/**
 * A quantity as a series of dated values: reported under LOINC codes, computed by a score, or computed of two other
 * measures that were taken at the same time. A computed value takes the place of one reported for the same time, because
 * laboratories report by equations of every age.
 */
export const measureSchema = z.strictObject({
  label: bilingual,
  loinc: z.array(loinc).min(1).exactOptional(),
  /** Name in the table of clinical scores, e.g. `eGFR`. */
  score: z.string().exactOptional(),
  /** `of` divided by `by`, times `factor` (100 for a share in %). */
  ratio: z.strictObject({ of: z.string(), by: z.string(), factor: z.number().exactOptional() }).exactOptional(),
  /** `of` minus `less`. */
  difference: z.strictObject({ of: z.string(), less: z.string() }).exactOptional(),
  /** UCUM unit that thresholds are in; `1` for ratios and points. */
  unit: z.string().min(1),
  /** Other spellings of the same unit. */
  sameAs: z.array(z.string()).exactOptional(),
  /** g/mol, where results come in mass and in molar units; `molarMassOf` says of what, and where it is from. */
  molarMass: z.number().positive().exactOptional(),
  molarMassOf: z.string().exactOptional(),
  /** Charge number, where results come in equivalents. */
  valence: z.union([z.literal(1), z.literal(2)]).exactOptional(),
  /** Haemoglobin A1c: `%` (NGSP) and `mmol/mol` (IFCC) are scales of their own. */
  glycated: z.literal(true).exactOptional(),
  /** Only limits of the report count: ours are not for this measure, e.g. because they depend on age year by year. */
  ownLimitsOnly: z.literal(true).exactOptional(),
  /** Values older than this at the index time do not count. */
  maxAgeDays: z.number().positive(),
});
export type Measure = Readonly<z.infer<typeof measureSchema>>;

/** A group of diseases that can be on the record. */
export const recordedSchema = z.strictObject({ label: bilingual, codes: codesSchema });
export type Recorded = Readonly<z.infer<typeof recordedSchema>>;
