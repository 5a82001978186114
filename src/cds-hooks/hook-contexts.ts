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

/**
 * What each hook's context must hold (https://cds-hooks.hl7.org/hooks). Fields beyond are tolerated. A service file may
 * name only a hook that stands here, and its prefetch templates may use only these fields.
 */
export const hookContexts = {
  // https://cds-hooks.hl7.org/hooks/patient-view/ 1.0: encounterId is optional, and the chart opens without one.
  'patient-view': z.looseObject({
    userId,
    patientId: logicalId('patient'),
    encounterId: optional(logicalId('encounter')),
  }),
} as const;

export type Hook = keyof typeof hookContexts;
export const hooks = Object.keys(hookContexts) as readonly Hook[];
