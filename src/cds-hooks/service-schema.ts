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
    hooks: z
      .array(z.enum(hooks as [Hook, ...Hook[]]))
      .min(1)
      .describe('Hooks that invoke the service. A client takes a later hook’s cards as an update of an earlier one’s.'),
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
        probability: z
          .number()
          .min(0)
          .max(1)
          .describe('Least calibrated probability of a rare disease on a card, supposing that one is the cause.'),
        overall: z
          .number()
          .min(0)
          .max(1)
          .optional()
          .describe(
            'Least probability of a rare disease on a card over everything that could be the cause: 0.005 interrupts 200 readers, at most, for one who needs it.',
          ),
      })
      .describe('When a diagnosis earns its place on a card.'),
    enabled: z
      .boolean()
      .default(true)
      .describe('Whether the service works; otherwise discovery leaves it out, and calls get no card.'),
    cooldownHours: z
      .number()
      .min(0)
      .max(24 * 365)
      .default(24)
      .describe('For how long the same user is not shown the same about the same patient; 0 shows it at every call.'),
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
  .superRefine(({ hooks, prefetch }, context) => {
    for (const hook of hooks)
      for (const [key, template] of Object.entries(prefetch))
        for (const problem of templateProblems(template, hook))
          context.addIssue({ code: 'custom', path: ['prefetch', key], message: problem });
  });

type ServiceFile = Readonly<z.infer<typeof serviceSchema>>;

/** A CDS service as discovery lists it: a service file under one of its hooks (CDS Hooks 2.0 §Discovery `id`). */
export type CdsService = Omit<ServiceFile, 'hooks'> & { readonly hook: Hook };

export const servicesOf = ({ hooks, ...service }: ServiceFile): readonly CdsService[] =>
  hooks.map((hook) => Object.freeze({ ...service, hook }));

/** The schema of a service file for editors and other programs. */
export const serviceJsonSchema = () => ({
  // What an author may write: defaults need not be.
  ...z.toJSONSchema(serviceSchema, { io: 'input' }),
  title: 'CDS service of Hoofbeats',
});
