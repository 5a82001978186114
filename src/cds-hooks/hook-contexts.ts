import { z } from 'zod';

/** FHIR R4 §2.24.0.1 `id`. */
const id = '[A-Za-z0-9\\-.]{1,64}';

const userId = z
  .string('is required: the reference of the current user, e.g. "Practitioner/abc"')
  .regex(
    new RegExp(`^(Practitioner|PractitionerRole|Patient|RelatedPerson)/${id}$`),
    'must be a relative reference to a Practitioner, PractitionerRole, Patient or RelatedPerson',
  );
const logicalId = (what: string) =>
  z
    .string(`is required: the FHIR id of the ${what}`)
    // Some clients send the reference where the specification asks for the id.
    .regex(new RegExp(`^([A-Z][A-Za-z]+/)?${id}$`), `must be the FHIR id of the ${what}`)
    .transform((value) => value.replace(/^.*\//, ''));

/** Clients that have no value write null or nothing where the specification leaves the field out. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional()).optional();

const patientId = logicalId('patient');
const encounterId = logicalId('encounter');
const conditions = z.looseObject(
  { resourceType: z.literal('Bundle', 'must be Bundle') },
  'is required: a Bundle of the new Conditions',
);

/** Fields that prefetch templates may use. */
const ids = ['userId', 'patientId', 'encounterId'] as const;

/**
 * The hooks that a service file may name (https://cds-hooks.hl7.org/hooks): the version of the definition, what its context
 * must hold, and which of its fields are prefetch tokens. Fields beyond are tolerated.
 */
export const hookContexts = {
  // https://cds-hooks.hl7.org/hooks/patient-view/: encounterId is optional, and the chart opens without one.
  'patient-view': {
    version: '1.0',
    tokens: ids,
    context: z.looseObject({ userId, patientId, encounterId: optional(encounterId) }),
  },
  // https://cds-hooks.hl7.org/hooks/encounter-discharge/
  'encounter-discharge': {
    version: '1.0',
    tokens: ids,
    context: z.looseObject({ userId, patientId, encounterId }),
  },
  // https://cds-hooks.hl7.org/hooks/problem-list-item-create/: `conditions` is no prefetch token.
  'problem-list-item-create': {
    version: '0.1.0',
    tokens: ids,
    context: z.looseObject({ userId, patientId, encounterId: optional(encounterId), conditions }),
  },
} as const;

export type Hook = keyof typeof hookContexts;
export const hooks = Object.keys(hookContexts) as readonly Hook[];

/** The fields of a checked context, whatever its hook. */
export interface HookContext {
  readonly userId: string;
  readonly patientId: string;
  readonly encounterId?: string | undefined;
  readonly conditions?: z.infer<typeof conditions>;
}
