import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback } from '../../config/loopback.ts';
import { inNetworks, isSpecialPurpose } from '../../fhir/address-range.ts';

export interface EndpointGuardOptions {
  /** URLs below which notifications may be sent, e.g. `https://registry.example/hooks`. */
  readonly endpoints: readonly string[];
  /** CIDR blocks of private addresses in which a listed host may lie. */
  readonly privateNetworks: readonly string[];
  /** Whether this machine may be called without being listed: a server that answers nobody else. */
  readonly loopback: boolean;
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
}

/** Where notifications may go: subscribers name their endpoints themselves, and must not make the server call its neighbours. */
export interface EndpointGuard {
  /** Whether an endpoint is https, or http on loopback, and on the list. */
  listed(endpoint: string): boolean;
  /** The same, and its name resolves to no private address; asked before every sending, because names are bound anew. */
  mayCall(endpoint: string): Promise<boolean>;
}

export function endpointGuard(options: EndpointGuardOptions): EndpointGuard {
  const { endpoints, privateNetworks, loopback, resolve = resolveAll } = options;
  const listed = (endpoint: string) => {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, hostname, origin, pathname, username, password } = new URL(endpoint);
    const here = isLoopback(hostname);
    // "HTTP is neither a secure nor an encrypted channel" (Backport IG 1.1 §Safety and Security).
    if (username || password || !(protocol === 'https:' || (protocol === 'http:' && here))) return false;
    return (loopback && here) || endpoints.some((prefix) => isBelow(`${origin}${pathname}`, prefix));
  };
  return {
    listed,
    async mayCall(endpoint) {
      if (!listed(endpoint)) return false;
      const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '');
      // A literal address stands in the list itself, and localhost can be meant in one way only.
      if (isIP(host) || host === 'localhost') return true;
      const addresses = await resolve(host).catch(() => []);
      return (
        addresses.length > 0 &&
        addresses.every((address) => !isSpecialPurpose(address) || inNetworks(address, privateNetworks))
      );
    },
  };
}

/** Whether a URL is a listed one or lies below it; `/hooks` does not list `/hooks-of-others`. */
function isBelow(url: string, prefix: string): boolean {
  if (!URL.canParse(prefix)) return false;
  const { origin, pathname } = new URL(prefix);
  const base = `${origin}${pathname}`.replace(/\/+$/, '');
  return url === base || url.startsWith(`${base}/`);
}

const resolveAll = async (hostname: string) => (await lookup(hostname, { all: true })).map(({ address }) => address);
