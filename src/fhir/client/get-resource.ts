import { Client } from 'fhir-kit-client';
import { isObject, type JsonObject } from '../json.ts';

/** A JSON object that says which FHIR resource it is. */
export type AnyResource = JsonObject & { readonly resourceType: string };

/** Why a resource was not had: a code for the log, with the HTTP status where there was one. */
export interface ReadFailure {
  readonly reason: 'timeout' | 'unreachable' | 'status' | 'not-fhir';
  readonly status?: number;
}

export type Read = { readonly resource: AnyResource } | { readonly failure: ReadFailure };

/** Gets one resource: an instance, or a searchset. Never rejects. */
export type GetResource = (url: string) => Promise<Read>;

interface Connection {
  /** Base URL that relative URLs start from. */
  readonly base: string;
  /** Bearer token; absent for an open server. */
  readonly token: string | undefined;
  /** Ends every request that is under way. */
  readonly signal: AbortSignal;
}

/**
 * A FHIR server through `fhir-kit-client`. Redirects are failures: they would carry the token to a place that nobody has
 * allowed. Nothing of the library's errors is passed on, since they quote URL and answer, which are a patient's data.
 */
export function resourceGetter({ base, token, signal }: Connection): GetResource {
  const client = new Client({ baseUrl: base, ...(token !== undefined && { bearerToken: token }) });
  return async (url) => {
    try {
      const resource: unknown = await client.request(url, { options: { signal, redirect: 'error' } });
      return isResource(resource) ? { resource } : { failure: { reason: 'not-fhir' } };
    } catch (thrown) {
      return { failure: signal.aborted ? { reason: 'timeout' } : failureOf(thrown) };
    }
  };
}

/** FHIR resources rarely nest beyond 20 levels; what walks a record by recursion must not be sent a thousand. */
const deepest = 100;

/** Whether a value says which resource it is, and can be walked safely. */
export const isResource = (value: unknown): value is AnyResource =>
  isObject(value) && typeof value.resourceType === 'string' && !nestsDeeperThan(value, deepest);

const nestsDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => nestsDeeperThan(inner, levels - 1)));

/** The library throws for statuses beyond 2xx, and for a body that is not JSON under any status. */
function failureOf(thrown: unknown): ReadFailure {
  const { response } = thrown as { readonly response?: { readonly status: number } };
  if (response === undefined) return { reason: 'unreachable' };
  return response.status < 300 ? { reason: 'not-fhir' } : { reason: 'status', status: response.status };
}
