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

/** Stages that something holds of; of every patient, where there are none. */
const ofStages = z.array(z.string()).min(1).exactOptional();

/** Where a condition that is met and not on the record is brought up. */
const attention = z.strictObject({
  /** A card interrupts whoever opens the record; a list is there for whoever looks. */
  at: z.enum(['card', 'list']),
  /** What can be done about it, against how often it would interrupt for nothing. */
  why: z.string().min(1),
  /** A card only of these; a list of the others. */
  stages: ofStages,
});
export type Attention = Readonly<z.infer<typeof attention>>;

/** A condition that, missed, can kill or maim within hours to days. */
const dontMiss = z.strictObject({
  reason: bilingual,
  /** Organisation or authors, title, year and section. */
  source: z.string().min(1),
  /** Only once it is met: what is provisional does not threaten yet. */
  verdicts: z.tuple([z.literal('met')]).exactOptional(),
  stages: ofStages,
});
export type DontMiss = Readonly<z.infer<typeof dontMiss>>;

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
  attention,
  dontMiss: dontMiss.exactOptional(),
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
