import { z } from 'zod';

/** A multiple of the upper or lower limit of normal that came with the result, e.g. `{ "upperLimit": 3 }`. */
const upperLimit = z.strictObject({ upperLimit: z.number().positive() });
const lowerLimit = z.strictObject({ lowerLimit: z.number().positive() });

/**
 * A threshold that the guideline itself states in several units, e.g. `{ "mg/dL": 200, "mmol/L": 11.1 }`: its rounded
 * figures are not exact conversions of each other, and each is a definition in its own unit.
 */
export const inUnits = z.record(z.string().regex(/^(?!(?:upper|lower)Limit$)/), z.number());

const operand = z.union([z.number(), upperLimit, lowerLimit, inUnits]);
export type Operand = z.infer<typeof operand>;

/** Keys of a comparison of plain numbers (ages, points), each optional; all that are given must hold. */
export const numberComparison = z
  .strictObject({ '<': z.number(), '<=': z.number(), '>': z.number(), '>=': z.number() })
  .partial().shape;

/** Keys of a comparison of a measurement; a bare number is in the unit of its measure. */
export const valueComparison = z
  .strictObject({ '<': operand, '<=': operand, '>': operand, '>=': operand })
  .partial().shape;

const signs = ['<', '<=', '>', '>='] as const;
export type Sign = (typeof signs)[number];

/** What a value is held against. */
export type Comparison = { readonly [sign in Sign]?: Operand | undefined };

type Written = readonly (readonly [Sign, Operand])[];

const read = new WeakMap<Comparison, Written>();

/** The comparisons that were written, in a fixed order. */
export function comparisons(comparison: Comparison): Written {
  const known = read.get(comparison);
  if (known) return known;
  const written = signs.flatMap((sign) => {
    const value = comparison[sign];
    return value === undefined ? [] : [[sign, value] as const];
  });
  read.set(comparison, written);
  return written;
}
