import { z } from 'zod';
import {
  type Bilingual,
  bilingual,
  codesSchema,
  type Measure,
  measureSchema,
  type Recorded,
  recordedSchema,
} from './definition.ts';
import { exampleSchema } from './example.ts';
import { expressionSchema } from './expression.ts';

const guideline = z.strictObject({
  organisation: z.string(),
  title: z.string(),
  year: z.number().int().min(1950),
  /** Section, table or recommendation that the rule is from. */
  section: z.string(),
  url: z.url(),
});
export type Guideline = Readonly<z.infer<typeof guideline>>;

/** Where the criterion says nothing, e.g. in pregnancy, with the reason for the reader. */
const exclusion = z.strictObject({ when: expressionSchema, text: bilingual });

/** Tried in their order: the first that holds is the verdict. */
const state = z.strictObject({
  state: z.enum(['met', 'provisional', 'not-met']),
  when: expressionSchema,
  text: bilingual,
});
export type State = z.infer<typeof state>;

/** One axis of stages, e.g. the G of KDIGO's G3a A2; tried in their order. */
const staging = z.array(z.strictObject({ stage: z.string(), when: expressionSchema })).min(1);

/** Names that expressions use. */
const definitions = {
  measures: z.record(z.string(), measureSchema).exactOptional(),
  conditions: z.record(z.string(), recordedSchema).exactOptional(),
  clauses: z.record(z.string(), expressionSchema).exactOptional(),
} as const;

/** `definitions.json` serves every criterion; a criterion's own names come first. */
export const definitionsFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  ...definitions,
  /** Words for stages; what has none is the same in every language, e.g. `G3a`. */
  stages: z.record(z.string(), bilingual).exactOptional(),
});
export type Definitions = Readonly<z.infer<typeof definitionsFileSchema>>;

/** A criterion as its file holds it. */
export const criterionFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  id: z.string().regex(/^[a-z0-9-]+$/),
  condition: z.strictObject({ label: bilingual, codes: codesSchema }),
  guidelines: z.array(guideline).min(1),
  /** For whoever reads the file: what was simplified, what is our own convention. */
  notes: z.array(z.string()).exactOptional(),
  definitions: z.strictObject(definitions).exactOptional(),
  exclusions: z.array(exclusion).exactOptional(),
  states: z.array(state).min(1),
  stages: z.array(staging).exactOptional(),
  examples: z.array(exampleSchema).min(3),
});
export type CriterionFile = Readonly<z.infer<typeof criterionFileSchema>>;

/** A criterion ready to be asked: every name that it uses is known. */
export interface Criterion extends Omit<CriterionFile, 'definitions' | '$schema'> {
  readonly measures: ReadonlyMap<string, Measure>;
  readonly conditions: ReadonlyMap<string, Recorded>;
  readonly clauses: ReadonlyMap<string, z.infer<typeof expressionSchema>>;
  readonly stageLabels: ReadonlyMap<string, Bilingual>;
}
