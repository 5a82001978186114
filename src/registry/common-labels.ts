import { z } from 'zod';

const code = z.strictObject({
  system: z.string(),
  code: z.string(),
  display: z.string(),
  /** The code compared with the diagnosis. */
  basis: z.enum(['exact', 'narrower', 'broader', 'opposite', 'related']),
});

const diagnosis = z.strictObject({
  /** Stable id of ours, e.g. `atrial-fibrillation`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** As DDXPlus calls it. */
  name: z.string().min(1),
  label: z.string().min(1),
  labelEs: z.string().min(1),
  /** The ICD-10-CM code that is shown. */
  icd10cm: z.string(),
  codes: z.array(code).min(1),
  /** Hours to weeks rather than months. */
  acute: z.boolean(),
  /** 1 most severe, 5 least, as DDXPlus grades it. */
  severity: z.int().min(1).max(5),
  /** Missing it can kill or maim within hours to days although treatment would help. */
  dontMiss: z.strictObject({ reason: z.string(), source: z.string() }).optional(),
});

/** `labels.json` of the common-disease model: the diagnoses in the order of the output columns. */
export const commonLabelsSchema = z.strictObject({ diagnoses: z.array(diagnosis).min(1) });

export type CommonDiagnosis = Readonly<z.infer<typeof diagnosis>>;
