import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { isLoopback } from '../config/loopback.ts';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** @throws HoofbeatsError UNAUTHENTICATED for whoever may not pass. */
export type Guard = (request: Request) => void;

/**
 * Lets those in who may read the audit log: whoever has AUDIT_TOKEN; without one, programs on the machine of a server that
 * nobody else reaches. An EHR's token does not open it.
 */
export function auditorOnly({
  AUDIT_TOKEN,
  EHR_REGISTRY,
  HOST,
}: Pick<Config, 'AUDIT_TOKEN' | 'EHR_REGISTRY' | 'HOST'>): Guard {
  const atHome = AUDIT_TOKEN === undefined && !EHR_REGISTRY && isLoopback(HOST);
  const expected = AUDIT_TOKEN === undefined ? undefined : digest(`Bearer ${AUDIT_TOKEN}`);
  return (request) => {
    // Digests are of one length, whatever was sent.
    const proven = expected && timingSafeEqual(digest(request.get('authorization') ?? ''), expected);
    if (!atHome && !proven) throw new HoofbeatsError('UNAUTHENTICATED', 'The audit log is for the auditor alone.');
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
