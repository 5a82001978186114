import { z } from 'zod';
import { type EhrReader, ehrReader } from '../fhir/client/ehr-reader.ts';
import { allowedFhirServer, type FhirServerAllowList } from '../fhir/server-guard.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { observedReads } from '../monitoring/observed-reads.ts';

/** The FHIR server that a call opens to us (CDS Hooks 2.0 §FHIR Resource Access). */
export interface FhirAccess {
  readonly server: string;
  /** A function, so that no copy, log line or queue of the call can carry the token. Absent for an open server. */
  readonly token?: () => string;
  readonly scope?: string;
  /** Life of the token in milliseconds. */
  readonly lifeMs: number;
}

/** RFC 6750 §2.1 b64token, and whatever else fits in a header; the message must not quote it. */
const accessToken = z.string().regex(/^[\x21-\x7e]+$/, 'must be a token that fits in a header');

/** CDS Hooks 2.0 §Passing the Access Token to the CDS Service. What we do not rely on is not required either. */
export const fhirAuthorizationSchema = z.looseObject(
  {
    access_token: accessToken.nullish(),
    // Seconds.
    expires_in: z.coerce.number().nullish().catch(undefined),
    // Epic lists names of its APIs where SMART has scopes.
    scope: z.string().nullish().catch(undefined),
    // Set when the token is for one patient alone.
    patient: z.string('must be the FHIR id of a patient').nullish(),
  },
  'must be an object',
);

interface Opening {
  readonly fhirServer?: string | null | undefined;
  readonly fhirAuthorization?: z.infer<typeof fhirAuthorizationSchema> | null | undefined;
}

/** The access that a call gives for this patient; none when its token is of no use here. */
export function fhirAccess({ fhirServer, fhirAuthorization }: Opening, patientId: string): FhirAccess | undefined {
  if (!fhirServer) return undefined;
  // CDS Hooks 2.0 §FHIR Resource Access: a client with an open server sends no authorisation.
  if (!fhirAuthorization) return { server: fhirServer, lifeMs: Number.POSITIVE_INFINITY };
  const { access_token: token, expires_in, scope, patient } = fhirAuthorization;
  const lifeMs = (expires_in ?? Number.POSITIVE_INFINITY) * 1000;
  const forAnother = patient && patient.replace(/^Patient\//, '') !== patientId;
  if (!token || forAnother || lifeMs <= 0) return undefined;
  return { server: fhirServer, token: () => token, lifeMs, ...(scope && { scope }) };
}

export interface FhirAccessPorts {
  readonly fhirLimits: {
    /** Time for reading all that is missing, in milliseconds. */
    readonly deadlineMs: number;
    /** Most pages of one search. */
    readonly pages: number;
  };
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'fhirReadFailures' | 'fhirReadDuration'>;
}

/** A reader of that server, which will contact it only if the caller may name it. */
export function openFhirAccess(
  { server, token, scope, lifeMs }: FhirAccess,
  allowed: FhirServerAllowList,
  { fhirLimits, logger, metrics }: FhirAccessPorts,
): EhrReader {
  return ehrReader({
    server,
    guard: (url) => allowedFhirServer(url, allowed),
    ...(token && { token: token() }),
    ...(scope !== undefined && { scope }),
    deadlineMs: Math.floor(Math.min(fhirLimits.deadlineMs, lifeMs)),
    pages: fhirLimits.pages,
    around: observedReads(metrics),
    report: (problem) => {
      metrics.fhirReadFailures.inc({ reason: problem.reason });
      logger.warn('evidence not read from the FHIR server', { ...problem });
    },
  });
}
