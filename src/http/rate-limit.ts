import { isIPv4, isIPv6 } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { isLoopback } from '../config/loopback.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type Buckets, createBuckets } from './rate-limit-buckets.ts';
import { contextOf } from './request-context.ts';

/** Whom a request is charged to; undefined for nobody. */
type Payer = (request: Request, response: Response) => string | undefined;

const nobody: RequestHandler = (_request, _response, next) => next();

/** RFC 6585 §4: 429 with Retry-After for whoever has used up its minute. `perMinute` 0 lets everybody through. */
const rateLimit = (perMinute: number, payer: Payer): RequestHandler =>
  perMinute === 0 ? nobody : charging(createBuckets({ perMinute }), payer);

function charging(buckets: Buckets, payer: Payer): RequestHandler {
  return (request, response, next) => {
    const key = payer(request, response);
    const wait = key === undefined ? 0 : buckets.take(key);
    if (wait > 0) {
      response.set('Retry-After', String(Math.ceil(wait)));
      throw new HoofbeatsError('RATE_LIMITED', 'Too many requests.');
    }
    next();
  };
}

/** Before authentication, so that guessing tokens is slow. Callers on this machine are its operator's business. */
export const addressRateLimit = (perMinute: number): RequestHandler =>
  rateLimit(perMinute, ({ ip = '' }) => (isLoopback(unmapped(ip)) ? undefined : addressKey(ip)));

/** After authentication, so that one EHR cannot starve the others. */
export const clientRateLimit = (perMinute: number): RequestHandler =>
  rateLimit(perMinute, (_request, response) => contextOf(response).principal?.ehr?.issuer);

/** The address, or for IPv6 its /64 network: a single subscriber owns all addresses of one. */
export function addressKey(ip: string): string {
  const address = unmapped(ip);
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const after = tail?.split(':').length ?? 0;
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after);
  return [...groups, ...Array<string>(zeros).fill('0'), ...(tail?.split(':') ?? [])].slice(0, 4).join(':');
}

/** A dual-stack socket shows IPv4 callers as `::ffff:192.0.2.1` (RFC 4291 §2.5.5.2). */
function unmapped(ip: string): string {
  const ipv4 = ip.replace(/^::ffff:/i, '');
  return isIPv4(ipv4) ? ipv4 : ip;
}
