import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { inNetworks, isSpecialPurpose } from './address-range.ts';

/** Which FHIR servers may be contacted on behalf of one EHR. */
export interface FhirServerAllowList {
  /** Base URLs, compared whole: scheme, host, port and path. */
  readonly servers: readonly string[];
  /** CIDR blocks of non-public addresses in which a listed host name may lie. */
  readonly privateNetworks?: readonly string[];
}

/** Whether a FHIR server may be contacted, and under which base URL, or why not: a code for the log. */
export type FhirServerVerdict =
  | { readonly allowed: true; readonly base: string }
  | { readonly allowed: false; readonly reason: 'malformed' | 'not-listed' | 'unresolved' | 'private-address' };

/** Every address of a host name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/**
 * Judges the `fhirServer` of a call before anything is sent to it: the base URL must be listed, and none of its addresses
 * may be private, loopback or link-local unless the list says so, by a literal address or by `privateNetworks`. Names are
 * resolved at every call, so that a name that is bound anew (DNS rebinding) is judged anew; Node's fetch resolves once
 * more when it connects, so whoever answers for a *listed* name within that moment is trusted. The caller must not follow
 * redirects, which would leave the list.
 */
export async function allowedFhirServer(
  url: string,
  { servers, privateNetworks = [] }: FhirServerAllowList,
  resolve: Resolve = resolveAll,
): Promise<FhirServerVerdict> {
  const base = fhirBase(url);
  if (base === undefined) return refused('malformed');
  if (!servers.some((listed) => fhirBase(listed) === base)) return refused('not-listed');
  const host = new URL(base).hostname.replace(/^\[|\]$/g, '');
  // A literal address stands in the list itself, and localhost can be meant in one way only.
  if (isIP(host) || host === 'localhost') return { allowed: true, base };
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) return refused('unresolved');
  const reachable = addresses.every((address) => !isSpecialPurpose(address) || inNetworks(address, privateNetworks));
  return reachable ? { allowed: true, base } : refused('private-address');
}

/** Addresses are shorter. To look for the slashes at the end of one of a megabyte would take minutes. */
const longestUrl = 2048;

/**
 * A base URL in one spelling, without a final slash, so that two can be compared. Undefined when it is no HTTP URL or
 * holds what no base URL has: a user, a query, a fragment.
 */
export function fhirBase(text: string): string | undefined {
  if (text.length > longestUrl || !URL.canParse(text)) return undefined;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
  const web = protocol === 'https:' || protocol === 'http:';
  if (!web || username || password || search || hash) return undefined;
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

const refused = (reason: Extract<FhirServerVerdict, { allowed: false }>['reason']) =>
  ({ allowed: false, reason }) as const;

const resolveAll: Resolve = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address);
