import { z } from 'zod';

const byName = z.record(z.string(), z.number());

/** `potentials.json`: what each ingredient of the score weighs, by name. With it a prototype changes without training. */
export const rankerWeightsSchema = z.strictObject({
  /** Diseases known from annotations or their name. */
  knowledge: byName,
  /** Diseases that support cases have updated. */
  support: byName,
  /** The priors of diseases without support cases, where others have them: not to have been published says something. */
  unsupported: byName,
});

export type RankerWeights = Readonly<z.infer<typeof rankerWeightsSchema>>;
