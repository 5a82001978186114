import type { RequestHandler } from 'express';
import { isLoopback } from '../../config/loopback.ts';
import type { Config } from '../../config/schema.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';

/**
 * Refuses, in open mode on loopback, requests that name another host than this machine or PUBLIC_URL's: a page whose
 * domain was bound anew to 127.0.0.1 (DNS rebinding) would otherwise read this server as if it were its own. Elsewhere
 * the Host header decides nothing.
 */
export function knownHost({
  HOST,
  EHR_REGISTRY,
  PUBLIC_URL,
}: Pick<Config, 'HOST' | 'EHR_REGISTRY' | 'PUBLIC_URL'>): RequestHandler {
  const atHome = !EHR_REGISTRY && isLoopback(HOST);
  const ours = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).hostname;
  return ({ headers }, _response, next) => {
    const named = hostnameOf(headers.host);
    if (atHome && !isLoopback(named) && named !== ours)
      throw new HoofbeatsError('HOST_UNKNOWN', 'This server answers under another name.');
    next();
  };
}

/** From the header as it came: X-Forwarded-Host is for any script to write. */
const hostnameOf = (host = '') => (URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '');
