import type { FhirResource } from 'fhir/r4.js';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { objectOf, stringOf } from '../../fhir/json.ts';
import type { SendRequest } from '../auth/authorised-request.ts';
import type { Patience } from '../bulk/patience.ts';
import { requestPatiently } from '../bulk/patient-request.ts';

/** What became of a resource. */
export interface Written {
  readonly outcome: 'created' | 'existing' | 'refused';
  readonly status: number;
  /** Relative reference, where the server has told it. */
  readonly reference?: string;
}

type Identified = FhirResource & { readonly identifier?: readonly { system?: string; value?: string }[] | undefined };

/**
 * Creates a resource unless the server has one with its first identifier (R4 §3.1.0.8.1, `If-None-Exist`), so that it may
 * be sent again when the answer was lost. A refusal is an outcome: servers write some types and not others.
 * @throws HoofbeatsError ACCESS_REFUSED, FHIR_SERVER_UNAVAILABLE
 */
export async function conditionalCreate(
  { base, send, patience }: { readonly base: string; readonly send: SendRequest; readonly patience: Patience },
  resource: FhirResource,
): Promise<Written> {
  const { resourceType } = resource;
  const { id: _id, ...content } = resource;
  const options = {
    method: 'POST',
    headers: {
      Accept: 'application/fhir+json',
      'Content-Type': 'application/fhir+json',
      'If-None-Exist': searchOf(resource as Identified),
    },
    body: JSON.stringify(content),
  } as const;
  const { status, headers, body } = await requestPatiently(send, `${base}/${resourceType}`, options, patience);
  if (status === 401)
    throw new HoofbeatsError('ACCESS_REFUSED', `The FHIR server refused to take a ${resourceType} with 401.`);
  const reference = referenceIn(resourceType, headers.get('location'), body);
  return { outcome: outcomeOf(status), status, ...(reference !== undefined && { reference }) };
}

function outcomeOf(status: number): Written['outcome'] {
  if (status === 201) return 'created';
  // R4 §3.1.0.8.1: 200 when one matches; 412 when several do, and then it is there, too.
  return status === 200 || status === 412 ? 'existing' : 'refused';
}

function searchOf({ identifier }: Identified): string {
  const { system = '', value = '' } = identifier?.[0] ?? {};
  return `identifier=${encodeURIComponent(`${system}|${value}`)}`;
}

/** R4 §3.1.0.8: the Location of a create is `[base]/[type]/[id]/_history/[vid]`. */
function referenceIn(type: string, location: string | null, body: unknown): string | undefined {
  const [, named] = new RegExp(`(?:^|/)(${type}/[A-Za-z0-9.-]{1,64})(?:/_history/.*)?$`).exec(location ?? '') ?? [];
  if (named !== undefined) return named;
  const { resourceType, id } = objectOf(body);
  return resourceType === type && stringOf(id) !== undefined ? `${type}/${id}` : undefined;
}
