import { z } from 'zod';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { validated } from '../http/validated.ts';
import { type Hook, hookContexts } from './hook-contexts.ts';
import type { CdsService } from './service-schema.ts';

/** A CDS Hooks call that has been checked: what the service needs of it, and no token. */
export interface ServiceCall {
  readonly service: CdsService;
  readonly hookInstance: string;
  readonly patientId: string;
  /** Absent when the client sent none, which is legal. */
  readonly prefetch?: Readonly<Record<string, unknown>>;
}

/** CDS Hooks 2.0 §HTTP request. Unknown fields and extensions are tolerated; null counts as absent. */
const envelopeSchema = z
  .looseObject({
    hook: z.string('is required: the name of the hook').min(1, 'must not be empty'),
    hookInstance: z.guid('is required: a UUID made for this invocation'),
    context: z.looseObject({}, 'is required: the object of the hook’s context'),
    fhirServer: z.url('must be the absolute base URL of the FHIR server').nullish(),
    fhirAuthorization: z.looseObject({}, 'must be an object').nullish(),
    prefetch: z.record(z.string(), z.unknown(), 'must be an object of prefetch keys').nullish(),
  })
  // CDS Hooks 2.0 §HTTP request, invariant cds-r-1.
  .refine(({ fhirAuthorization, fhirServer }) => !fhirAuthorization || fhirServer, {
    path: ['fhirServer'],
    message: 'is required together with fhirAuthorization',
  });

/**
 * Checks a call of one of the services that share an id.
 * @throws HoofbeatsError REQUEST_INVALID naming each wrong element; HOOK_MISMATCH.
 */
export function readServiceCall(body: unknown, services: readonly CdsService[]): ServiceCall {
  const envelope = validated(envelopeSchema, body, 'REQUEST_INVALID');
  // Same id, several hooks: the body's hook tells which service is meant (CDS Hooks 2.0 §Discovery `id`).
  const service = services.find(({ hook }) => hook === envelope.hook);
  if (!service) {
    const known = services.map(({ hook }) => hook).join(', ');
    throw new HoofbeatsError('HOOK_MISMATCH', `This service answers to ${known}.`, { expression: ['hook'] });
  }
  const { context } = validated(contextSchemas[service.hook], envelope, 'REQUEST_INVALID');
  return {
    service,
    hookInstance: envelope.hookInstance,
    patientId: context.patientId,
    ...(envelope.prefetch && { prefetch: envelope.prefetch }),
  };
}

/** Wrapped, so that problems are named `context.userId` rather than `userId`. */
const contextSchemas = Object.fromEntries(
  Object.entries(hookContexts).map(([hook, context]) => [hook, z.looseObject({ context })]),
) as Record<Hook, z.ZodObject<{ context: (typeof hookContexts)[Hook] }>>;
