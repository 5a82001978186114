import { z } from 'zod';
import { counted, curve, histogram, metric } from './reports.ts';

/** `reference.json` of the common-disease model: how its inputs were distributed; drift is measured against it. */
export const commonReferenceSchema = z.strictObject({
  cases: z.number().int().positive(),
  source: z.string(),
  /** Number of evidences present. */
  presentEvidences: histogram,
  ageYears: histogram,
  sex: counted,
  /** Share of cases with the evidence, for every evidence. */
  evidences: counted,
  /** Share of cases with the diagnosis. */
  diagnoses: counted,
});
export type CommonReference = Readonly<z.infer<typeof commonReferenceSchema>>;

const group = z.strictObject({
  /** `all`, or a subgroup. */
  name: z.string(),
  /** What is known of the hidden evidence. */
  reading: z.enum(['listed', 'answered']),
  /** Share of the evidence that was hidden, 0 to 1. */
  hidden: z.number().min(0).max(1),
  cases: z.number().int(),
  /** With their 95 % bootstrap intervals. */
  metrics: z.record(z.string(), metric),
});

/** `evaluation.json` of the common-disease model. */
export const commonEvaluationSchema = z.strictObject({
  protocol: z.array(z.string()),
  dataSets: z.array(z.strictObject({ name: z.string(), cases: z.number().int(), licence: z.string() })),
  diagnoses: z.number().int(),
  groups: z.array(group),
  /** One question after the other until the model is sure. */
  interview: z.strictObject({
    cases: z.number().int(),
    stopProbability: z.array(z.number()),
    maxQuestions: z.number().int(),
    metrics: z.record(z.string(), metric),
  }),
  /** By diagnosis, half of the evidence hidden. */
  byDiagnosis: z.array(
    z.strictObject({
      id: z.string(),
      cases: z.number().int(),
      top1: z.number(),
      top3: z.number(),
      precision: z.number(),
    }),
  ),
  curves: z.array(curve),
});
export type CommonEvaluation = Readonly<z.infer<typeof commonEvaluationSchema>>;

/** A group of the report. @throws RangeError when the report has none of that name, reading and share. */
export function commonGroup(
  { groups }: CommonEvaluation,
  name: string,
  reading: CommonEvaluation['groups'][number]['reading'],
  hidden: number,
): CommonEvaluation['groups'][number] {
  const found = groups.find((one) => one.name === name && one.reading === reading && one.hidden === hidden);
  if (!found) throw new RangeError(`the evaluation has no group "${name}", ${reading}, ${hidden} hidden`);
  return found;
}
