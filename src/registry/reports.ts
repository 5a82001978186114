import { z } from 'zod';

export const counted = z.record(z.string(), z.number());
export const histogram = z.array(z.strictObject({ from: z.number(), count: z.number().int().nonnegative() }));

/** `reference.json`: how the inputs were distributed on the development cases; drift is measured against it. */
export const referenceSchema = z.strictObject({
  cases: z.number().int().positive(),
  source: z.string(),
  presentFindings: histogram,
  excludedFindings: histogram,
  /** Mean information content of the present findings, in nats. */
  informationContent: histogram,
  ageYears: histogram,
  sex: counted,
  /** Share of cases with the term, the commonest terms. */
  topTerms: counted,
});
export type Reference = Readonly<z.infer<typeof referenceSchema>>;

export const metric = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const group = z.strictObject({
  name: z.string(),
  /** Whether published patients were known to the model, or annotations alone. */
  mode: z.enum(['with support', 'knowledge alone']),
  cases: z.number().int(),
  diseases: z.number().int(),
  /** Share or rank with its 95 % bootstrap interval, publications resampled. */
  metrics: z.record(z.string(), metric),
});

const point = z.strictObject({ x: z.number(), y: z.number(), cases: z.number().int() });

/** A figure of the report, as its numbers. */
export const curve = z.strictObject({
  name: z.string(),
  title: z.string(),
  x: z.string(),
  y: z.string(),
  series: z.array(z.strictObject({ name: z.string(), points: z.array(point) })),
});

/** `evaluation.json`: what was measured, on what, and how. */
export const evaluationSchema = z.strictObject({
  protocol: z.array(z.string()),
  dataSets: z.array(z.strictObject({ name: z.string(), cases: z.number().int(), licence: z.string() })),
  candidates: z.number().int(),
  groups: z.array(group),
  curves: z.array(curve),
});
export type Evaluation = Readonly<z.infer<typeof evaluationSchema>>;

type Group = Evaluation['groups'][number];

/** A group of the report. @throws RangeError when the report has none of that name and mode. */
export function evaluationGroup({ groups }: Evaluation, name: string, mode: Group['mode']): Group {
  const found = groups.find((one) => one.name === name && one.mode === mode);
  if (!found) throw new RangeError(`the evaluation has no group "${name}" ${mode}`);
  return found;
}
