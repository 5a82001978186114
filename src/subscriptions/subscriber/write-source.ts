import type { NotificationSource } from '../../config/notification-sources.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { isObject } from '../../fhir/json.ts';
import { allowedFhirServer } from '../../fhir/server-guard.ts';
import type { WriteSource } from './registration.ts';

const patienceMs = 30_000;

/** Writes to the FHIR server of a source with a token of our own; no redirect takes the token elsewhere. */
export function writeSource(
  { fhirServer, privateNetworks }: Pick<NotificationSource, 'fhirServer' | 'privateNetworks'>,
  access: AccessSource | undefined,
): WriteSource {
  return async (method, path, resource) => {
    const verdict = await allowedFhirServer(fhirServer, { servers: [fhirServer], privateNetworks });
    if (!verdict.allowed) throw unavailable(verdict.reason);
    const token = await access?.token();
    const response = await fetch(`${verdict.base}/${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Accept: 'application/fhir+json',
        'Content-Type': 'application/fhir+json',
        Prefer: 'return=representation',
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      },
      ...(resource && { body: JSON.stringify(resource) }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((cause) => {
      throw unavailable('unreachable', cause);
    });
    const text = await response.text();
    if (response.status === 404 || response.status === 410) return 'gone';
    if (!response.ok) throw unavailable(String(response.status));
    return readBody(text, response.headers.get('location'));
  };
}

/** The resource, or at least its id: servers may answer with nothing but a Location (R4 §3.1.0.8). */
function readBody(text: string, location: string | null) {
  try {
    const body: unknown = JSON.parse(text);
    if (isObject(body) && typeof body.id === 'string' && body.resourceType !== 'OperationOutcome') return body;
  } catch {
    // No body, then.
  }
  const id = /\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/.exec(location ?? '')?.[1];
  return id === undefined ? undefined : { id };
}

const unavailable = (why: string, cause?: unknown) =>
  new HoofbeatsError(
    'FHIR_SERVER_UNAVAILABLE',
    `The FHIR server of the source did not take what was written (${why}).`,
    { cause },
  );
