import { z } from 'zod';

/** One result of an example: a measure of the criterion, how long before the index time, and what was reported. */
const result = z.strictObject({
  measure: z.string(),
  /** LOINC code; the first of the measure when absent. */
  loinc: z.string().exactOptional(),
  daysAgo: z.number().min(0),
  value: z.union([z.number(), z.string()]).exactOptional(),
  comparator: z.enum(['<', '<=', '>', '>=']).exactOptional(),
  unit: z.string().exactOptional(),
  /** A flag (`H`, `POS`) as the laboratory sends it. */
  flag: z.string().exactOptional(),
  /** Code of a coded value. */
  coded: z.string().exactOptional(),
  /** Reference range of the report, in the value's unit. */
  range: z.strictObject({ low: z.number().exactOptional(), high: z.number().optional() }).optional(),
});
export type ExampleResult = Readonly<z.infer<typeof result>>;

/** A small patient, and what the criterion says of them: at least one is met, one not met, one not assessable. */
export const exampleSchema = z.strictObject({
  title: z.string(),
  expect: z.enum(['met', 'provisional', 'not-met', 'not-assessable']),
  stage: z.string().exactOptional(),
  age: z.number().min(0).exactOptional(),
  sex: z.enum(['male', 'female']).exactOptional(),
  results: z.array(result).exactOptional(),
  conditions: z
    .array(
      z.strictObject({
        icd10: z.string().exactOptional(),
        snomed: z.string().exactOptional(),
        daysAgo: z.number().min(0).exactOptional(),
        clinicalStatus: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  /** HPO ids that are present, and that are excluded. */
  findings: z.array(z.string()).exactOptional(),
  excludedFindings: z.array(z.string()).exactOptional(),
});
export type Example = Readonly<z.infer<typeof exampleSchema>>;
