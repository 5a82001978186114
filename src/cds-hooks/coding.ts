import { z } from 'zod';

/** CDS Hooks 2.0 §Coding: system and code are required, in every place a Coding appears. */
export const codingSchema = z.strictObject({
  system: z.string().min(1),
  code: z.string().min(1),
  display: z.string().min(1).optional(),
});

/** CDS Hooks 2.0 §Card `overrideReasons`: here the display is required too. */
export const overrideReasonSchema = codingSchema.required({ display: true });

export type Coding = Readonly<z.infer<typeof codingSchema>>;
export type OverrideReason = Readonly<z.infer<typeof overrideReasonSchema>>;
