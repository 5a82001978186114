import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { isConfidential } from '../../fhir/backend-services/discover-token-url.ts';
import { fhirBase } from '../../fhir/server-guard.ts';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False where the server says that no token is wanted (Bulk Data §Output file request: then it SHALL NOT be sent). */
  readonly withToken?: boolean;
  readonly signal?: AbortSignal;
}

/** Sends one request. Rejects as `fetch` does when nothing answers, and when no token can be had. */
export type SendRequest = (url: string, options?: RequestOptions) => Promise<Response>;

export interface Connection {
  /** Absent for an open server. */
  readonly access?: AccessSource;
  readonly fetch?: typeof globalThis.fetch;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/**
 * The base URL of a FHIR server in one spelling.
 * @throws HoofbeatsError CONFIG_INVALID when it is none, or when a token would travel to it in the clear
 */
export function serverBase(server: string, access: AccessSource | undefined): string {
  const base = fhirBase(server);
  if (base === undefined) throw new HoofbeatsError('CONFIG_INVALID', 'The FHIR server is no http or https base URL.');
  // SMART App Launch 2.2 §Backend Services: all exchanges SHALL be protected by TLS.
  if (access && !isConfidential(base))
    throw new HoofbeatsError('CONFIG_INVALID', 'A FHIR server that wants a token must be reached by https.');
  return base;
}

/**
 * Requests to one FHIR server and the addresses that it names. The token travels encrypted only; a redirect to another origin is followed without it (Oracle answers downloads with 307 to a file store). A
 * token that is refused with 401 is renewed once.
 */
export function authorisedRequests({ access, fetch = globalThis.fetch }: Connection): SendRequest {
  const follow = async (start: string, token: string | undefined, options: RequestOptions): Promise<Response> => {
    const { method = 'GET', headers = {}, body, signal } = options;
    let url = start;
    let carried = token;
    for (let count = 0; ; count += 1) {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        headers: { ...headers, ...(carried !== undefined && { Authorization: `Bearer ${carried}` }) },
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      });
      const target = count < mostRedirects ? redirectTarget(response, url, body !== undefined) : undefined;
      if (target === undefined) return response;
      await response.body?.cancel();
      if (new URL(target).origin !== new URL(url).origin) carried = undefined;
      url = target;
    }
  };

  return async (url, options = {}) => {
    if (!access || options.withToken === false || !isConfidential(url)) return follow(url, undefined, options);
    const token = await access.token();
    const response = await follow(url, token, options);
    if (response.status !== 401) return response;
    await response.body?.cancel();
    access.refuse(token);
    return follow(url, await access.token(), options);
  };
}

/**
 * Where a redirect leads, if it is to be followed: never out of encryption, and not to a foreign host with a body, which
 * may name patients.
 */
function redirectTarget({ status, headers }: Response, url: string, hasBody: boolean): string | undefined {
  const location = redirects.has(status) ? headers.get('location') : null;
  if (location === null || !URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  if (isConfidential(url) && !isConfidential(target.href)) return undefined;
  return hasBody && target.origin !== new URL(url).origin ? undefined : target.href;
}
