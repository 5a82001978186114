import { errors } from 'jose';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';

/**
 * A 401. CDS Hooks best practices: the caller learns no reason, and neither the token nor anything of an unverified one
 * reaches the log: `reason` must be a constant of ours or of jose's.
 */
export const unauthenticated = (reason: string, fields: Readonly<Record<string, unknown>> = {}) =>
  new HoofbeatsError('UNAUTHENTICATED', 'The client did not prove who it is.', { log: { reason, ...fields } });

/** What jose found wrong, in its own constants: a claim and a kind of failure, or its error code. */
export function joseReason(thrown: unknown): string {
  if (thrown instanceof errors.JWTClaimValidationFailed || thrown instanceof errors.JWTExpired)
    return `${thrown.claim} ${thrown.reason}`;
  return thrown instanceof errors.JOSEError ? thrown.code : 'unreadable';
}
