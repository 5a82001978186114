import { z } from 'zod';

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** How well two kinds of patients are told apart, by fits that saw none of them; 95 % bootstrap intervals. */
const comparison = z.strictObject({
  name: z.string(),
  positives: z.number().int().positive(),
  negatives: z.number().int().positive(),
  auroc: interval,
  /** Among pairs with equally many findings. */
  aurocOfEqualLength: interval,
  /** Sensitivity at 90 % specificity. */
  sensitivityAt90: interval,
  /** What the number of findings alone would reach. */
  aurocOfLengthAlone: z.number(),
});

/**
 * `triage.json`: how likely it is that *a* rare disease explains the findings. A logistic regression:
 * ln odds = intercept + Σ weight × feature, with the features of `inference/triage.ts`.
 */
export const triageSchema = z.strictObject({
  intercept: z.number(),
  /** Name of the feature → ln odds for each unit of it. */
  weights: z.record(z.string(), z.number()),
  /** HPO ids of findings that are common among people. */
  commonTerms: z.array(z.string()),
  /** Share of patients with a rare disease that the probability supposes. */
  prior: z.strictObject({ share: z.number().gt(0).lt(1), source: z.string() }),
  /** A record below this probability gets no suggestion. */
  threshold: z.number().min(0).max(1),
  /** Share of sparse and noisy records of published cases that the threshold lets through. */
  sensitivity: z.number().min(0).max(1),
  /** Share of background patients that it holds back. */
  specificity: z.number().min(0).max(1),
  /** Among patients as the prior mixes them: how often a first diagnosis that is shown at 50 % or more is right. */
  rightWhenSure: z.number().min(0).max(1),
  evaluation: z.array(comparison),
  /** What it was fitted on, in words. */
  fittedOn: z.string(),
  positives: z.number().int().positive(),
  negatives: z.number().int().positive(),
});

export type Triage = Readonly<z.infer<typeof triageSchema>>;
