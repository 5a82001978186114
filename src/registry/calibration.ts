import { z } from 'zod';

/** `calibration.json`: how scores become probabilities and sets, fitted on cases that are in no reported figure. */
const fitted = {
  /** Scores are divided by it before the softmax. */
  temperature: z.number().positive(),
  conformal: z.strictObject({
    method: z.literal('cumulative-probability'),
    /** Wanted share of cases whose set holds the right diagnosis. */
    level: z.number().gt(0).lt(1),
    /** The set is the shortest head of the ranked list whose probabilities reach this sum. */
    threshold: z.number().min(0).max(1),
  }),
  /** What it was fitted on, in words. */
  fittedOn: z.string(),
  cases: z.number().int().positive(),
};

export const calibrationSchema = z.strictObject({
  ...fitted,
  /** The same for scores of knowledge alone. */
  withoutSupport: z.strictObject(fitted),
});

export type CalibrationFile = Readonly<z.infer<typeof calibrationSchema>>;
export type Calibration = Omit<CalibrationFile, 'withoutSupport'>;
