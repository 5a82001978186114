import { z } from 'zod';
import type { Prepared } from '../assessment/prepared.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { validated } from '../http/validated.ts';
import { epicTrigger } from './epic-trigger.ts';
import { type FhirAccess, fhirAccess, fhirAuthorizationSchema } from './fhir-access.ts';
import { type HookContext, hookContexts, hooks } from './hook-contexts.ts';
import type { CdsService } from './service-schema.ts';

/** A CDS Hooks call that has been checked. */
export interface ServiceCall {
  readonly service: CdsService;
  readonly hookInstance: string;
  readonly context: HookContext;
  /** The bytes of all this, where they are at hand. */
  readonly body?: Uint8Array;
  /** What its prefetch came to, where that was found out on another thread; `prefetch` is empty then. */
  readonly prepared?: Prepared;
  /** Empty when the client sent none, which is legal. */
  readonly prefetch: Readonly<Record<string, unknown>>;
  /** What the user of an Epic did, by name; absent when the call does not tell. */
  readonly trigger?: string;
  /** Absent when the call opens no FHIR server to us. */
  readonly access?: FhirAccess;
}

/** CDS Hooks 2.0 §HTTP request. Unknown fields and extensions are tolerated; null counts as absent. */
const callFields = z.looseObject({
  hook: z.string('is required: the name of the hook').min(1, 'must not be empty'),
  hookInstance: z.guid('is required: a UUID made for this invocation'),
  context: z.looseObject({}, 'is required: the object of the hook’s context'),
  fhirServer: z.url('must be the absolute base URL of the FHIR server').nullish(),
  fhirAuthorization: fhirAuthorizationSchema.nullish(),
  prefetch: z.record(z.string(), z.unknown(), 'must be an object of prefetch keys').nullish(),
  extension: z.unknown().optional(),
});

// CDS Hooks 2.0 §HTTP request, invariant cds-r-1.
const envelopeSchema = callFields.refine(({ fhirAuthorization, fhirServer }) => !fhirAuthorization || fhirServer, {
  path: ['fhirServer'],
  message: 'is required together with fhirAuthorization',
});

/** A whole call under each hook, for the document of the interface. */
export const callSchemas = hooks.map((hook) =>
  callFields.extend({ hook: z.literal(hook), context: hookContexts[hook].context }),
);

/** Wrapped, so that problems are named `context.userId` rather than `userId`. Made once: zod compiles each schema that it meets. */
const contextSchemas = new Map(
  hooks.map((hook) => [hook, z.object({ context: hookContexts[hook].context as z.ZodType<HookContext> })]),
);

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
  const { context } = validated(contextSchemas.get(service.hook)!, envelope, 'REQUEST_INVALID');
  const access = fhirAccess(envelope, context.patientId);
  const trigger = epicTrigger(envelope.extension);
  return {
    service,
    hookInstance: envelope.hookInstance,
    context,
    prefetch: envelope.prefetch ?? {},
    ...(trigger !== undefined && { trigger }),
    ...(access && { access }),
  };
}
