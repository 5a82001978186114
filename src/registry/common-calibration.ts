import { z } from 'zod';

const exponents = z.strictObject({ likelihood: z.number().min(0), network: z.number().min(0) });
const conformal = z.strictObject({
  method: z.literal('cumulative-probability'),
  /** Wanted share of cases whose set holds the right diagnosis. */
  level: z.number().gt(0).lt(1),
  /** The set is the shortest head of the ranked list whose probabilities reach this sum. */
  threshold: z.number().min(0),
});

/** `calibration.json` of the common-disease model, fitted on patients that neither family learned from. */
export const commonCalibrationSchema = z.strictObject({
  /** Exponents of the opinion pool; they are in the graph too. */
  pool: z.strictObject({ answered: exponents, listed: exponents }),
  conformal: z.strictObject({ answered: conformal, listed: conformal }),
  /** A diagnosis that is at least this likely to belong to the differential belongs to the predicted one. */
  differentialCut: z.number().gt(0).lt(1),
  /** An interview may end when the first diagnosis is at least this probable. */
  interview: z.strictObject({ stopProbability: z.number().gt(0).lt(1), maxQuestions: z.number().int().positive() }),
  /** What it was fitted on, in words. */
  fittedOn: z.string(),
  cases: z.number().int().positive(),
});

export type CommonCalibration = Readonly<z.infer<typeof commonCalibrationSchema>>;
