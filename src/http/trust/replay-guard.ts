import { createHash } from 'node:crypto';

/**
 * Remembers which tokens have been used (CDS Hooks 2.0 §Trusting CDS Clients: `jti` "uniquely identifies the JWT …
 * to identify and reject replay").
 *
 * The contract, which `test/conformance/replay-guard-suite.ts` checks for every implementation:
 * - `firstUse` is true exactly once per key until `seconds` have passed, however many callers ask at the same time;
 * - a key is forgotten after `seconds`, so that memory stays bounded by the tokens that are still valid;
 * - when it cannot know, it rejects: it never answers true for want of an answer;
 * - `ready` rejects while `firstUse` would.
 */
export interface ReplayGuard {
  firstUse(key: string, seconds: number): Promise<boolean>;
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

/** One key for the pair, of one size however long the claims are. `jti` is unique per issuer only. */
export const replayKey = (issuer: string, jti: string): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, jti]))
    .digest('base64url');
