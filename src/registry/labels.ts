import { z } from 'zod';

/** `labels.json`: the diagnoses in the order of the score columns. */
export const labelsSchema = z.strictObject({
  diagnoses: z
    .array(
      z.strictObject({
        id: z.string(),
        /** Every id of the entity in every system, `id` first. */
        ids: z.array(z.string()).min(1),
        label: z.string().min(1),
        /** Only where a published Spanish label exists. */
        labelEs: z.string().optional(),
        /** e.g. `orphanet-only`, `no-frequencies`. */
        flags: z.array(z.string()),
      }),
    )
    .min(1),
});

/** A diagnosis that the model ranks: one disease entity with its ids in every system. */
export type Diagnosis = Readonly<z.infer<typeof labelsSchema>['diagnoses'][number]>;
