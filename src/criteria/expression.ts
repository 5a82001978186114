import { z } from 'zod';
import { type Comparison, inUnits, numberComparison, valueComparison } from './comparison.ts';

/** Words of the laboratory that a result can be asked for. */
export const outcomeWords = { positive: 'POS', negative: 'NEG', high: 'H', low: 'L', normal: 'N' } as const;
export type OutcomeWord = keyof typeof outcomeWords;

/** A rise or fall from an earlier value: by an amount, in the measure's unit or as stated in several, or to a multiple. */
const change = z.union([
  z.strictObject({ by: z.union([z.number().positive(), inUnits]), withinHours: z.number().positive() }),
  z.strictObject({ ratio: z.number().positive(), withinHours: z.number().positive() }),
]);
export type Change = z.infer<typeof change>;

/**
 * A test of a measure's values. Without `which`, `times`, `forDays`, `rise` or `fall` it is the latest value that
 * counts. Values older than the measure's `maxAgeDays`, or than `withinDays` here, do not count.
 */
const measureTest = z.strictObject({
  measure: z.string(),
  ...valueComparison,
  is: z.enum(['positive', 'negative', 'high', 'low', 'normal']).exactOptional(),
  /** The result is one of these codes. */
  coded: z.array(z.string()).min(1).exactOptional(),
  which: z.enum(['latest', 'any', 'all', 'mean']).exactOptional(),
  /** So many values pass, */
  times: z.number().int().min(2).exactOptional(),
  /** the first and the last of them at least so many days apart. */
  daysApart: z.number().positive().exactOptional(),
  /** An unbroken run of passing values that ends with the latest and covers so many days. */
  forDays: z.number().positive().exactOptional(),
  rise: change.exactOptional(),
  fall: change.exactOptional(),
  withinDays: z.number().positive().exactOptional(),
});
export type MeasureTest = z.infer<typeof measureTest>;

const recordedTest = z.strictObject({
  recorded: z.string(),
  /** Neither inactive nor resolved nor in remission. */
  active: z.literal(true).exactOptional(),
  withinDays: z.number().positive().exactOptional(),
});
export type RecordedTest = z.infer<typeof recordedTest>;

const findingTest = z.strictObject({ finding: z.array(z.string().regex(/^HP:\d{7}$/)).min(1) });
export type FindingTest = z.infer<typeof findingTest>;

const ageTest = z.strictObject({ age: z.strictObject(numberComparison) });
export type AgeTest = z.infer<typeof ageTest>;

const sexTest = z.strictObject({ sex: z.enum(['male', 'female']) });
export type SexTest = z.infer<typeof sexTest>;

const clauseTest = z.strictObject({ clause: z.string() });
export type ClauseTest = z.infer<typeof clauseTest>;

/** Points for the first item that holds, the highest first. */
export interface PointGroup {
  readonly of: readonly { readonly points: number; readonly when: Expression }[];
}
export type PointsTest = { readonly points: readonly PointGroup[] } & Comparison;

/** A condition on a Case that is true, false, or not assessable. */
export type Expression =
  | { readonly and: readonly Expression[] }
  | { readonly or: readonly Expression[] }
  | { readonly anyAssessed: readonly Expression[] }
  | { readonly not: Expression }
  | { readonly assessed: Expression }
  | { readonly atLeast: number; readonly of: readonly Expression[] }
  | PointsTest
  | MeasureTest
  | RecordedTest
  | FindingTest
  | AgeTest
  | SexTest
  | ClauseTest;

const several = z.array(z.lazy(() => expressionSchema)).min(1);

const pointsTest = z.strictObject({
  points: z
    .array(
      z.strictObject({
        of: z.array(z.strictObject({ points: z.number(), when: z.lazy(() => expressionSchema) })).min(1),
      }),
    )
    .min(1),
  ...numberComparison,
});

export const expressionSchema: z.ZodType<Expression> = z
  // One key tells them apart. They are tried in this order: the frequent ones first, 1,600 are read at every start.
  .union([
    measureTest,
    clauseTest,
    z.strictObject({ and: several }),
    z.strictObject({ or: several }),
    findingTest,
    ageTest,
    z.strictObject({ anyAssessed: several }),
    sexTest,
    recordedTest,
    z.strictObject({ not: z.lazy(() => expressionSchema) }),
    z.strictObject({ assessed: z.lazy(() => expressionSchema) }),
    z.strictObject({ atLeast: z.number().int().positive(), of: several }),
    pointsTest,
  ])
  .meta({ id: 'expression' });
