import { z } from 'zod';
import { codingSchema, overrideReasonSchema } from './coding.ts';
import { type Hook, hooks } from './hook-contexts.ts';
import { templateProblems } from './prefetch-template.ts';

const text = z.string().min(1);

/** One file of `cds-services/`: all that makes a CDS service, as data. cds-services/schema.json is made from this. */
export const serviceSchema = z
  .strictObject({
    $schema: text.optional().describe('Path of schema.json, for editors.'),
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/)
      .describe('Path segment of the service. Several files may share an id under different hooks.'),
    hook: z.enum(hooks as [Hook, ...Hook[]]).describe('Hook that invokes the service.'),
    title: text.describe('Name that people see.'),
    description: text.describe('What the service does, for the integrator.'),
    usageRequirements: text.optional().describe('What the service needs to do its work well.'),
    prefetch: z
      .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/), text)
      .describe('Key → FHIR query with context tokens, within the subset that every EHR supports.'),
    model: text.describe('Model family that answers, a folder of models/.'),
    thresholds: z
      .strictObject({
        diagnoses: z.int().min(1).max(3).describe('Most diagnoses on a card.'),
        probability: z.number().min(0).max(1).describe('Least calibrated probability of a diagnosis on a card.'),
      })
      .describe('When a diagnosis earns its place on a card.'),
    source: z
      .strictObject({
        label: text.describe('Who speaks.'),
        topic: codingSchema.describe('Stable code of this family of cards: Epic remembers overrides against it.'),
      })
      .describe('Origin of the guidance.'),
    overrideReasons: z.array(overrideReasonSchema).min(1).max(6).describe('Reasons for not following the card.'),
    links: z
      .array(z.strictObject({ label: text, path: z.string().startsWith('/') }))
      .optional()
      .describe('Absolute links on the card; the path is resolved against the public URL.'),
  })
  .superRefine(({ hook, prefetch }, context) => {
    for (const [key, template] of Object.entries(prefetch))
      for (const problem of templateProblems(template, hook))
        context.addIssue({ code: 'custom', path: ['prefetch', key], message: problem });
  });

export type CdsService = Readonly<z.infer<typeof serviceSchema>>;

/** The schema of a service file for editors and other programs. */
export const serviceJsonSchema = () => ({
  ...z.toJSONSchema(serviceSchema),
  title: 'CDS service of Hoofbeats',
});
