import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { EhrEntry } from '../../config/ehr-registry.ts';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { type LoincOf, readCrosswalk } from '../../terminology/crosswalk.ts';
import { type KeySource, type KeySourceOptions, remoteKeys } from './key-source.ts';
import type { Principal } from './principal.ts';
import { joseReason, unauthenticated } from './refusal.ts';
import { type ReplayGuard, replayKey } from './replay-guard.ts';

export interface TokenVerifierOptions extends KeySourceOptions {
  readonly ehrs: readonly EhrEntry[];
  readonly replays: ReplayGuard;
}

/**
 * Who signed `token` for `audience`, the URL that was called.
 * @throws HoofbeatsError UNAUTHENTICATED whose log half has the reason, TENANT_REFUSED, TRUST_UNAVAILABLE
 */
export type VerifyToken = (token: string, audience: string) => Promise<Principal>;

/** Clocks differ; CDS clients' by a minute at most. */
const leewaySeconds = 60;
/** CDS Hooks best practices: a token lives an hour at most (Epic's live 15 minutes). */
const longestLifeSeconds = 3600;
/** CDS Hooks 2.0 §Trusting CDS Clients: all of these are REQUIRED. */
const requiredClaims = ['iss', 'aud', 'exp', 'iat', 'jti'];

/**
 * Verifies the JWTs of CDS clients (CDS Hooks 2.0 §Trusting CDS Clients, rows J2–J13). Reads the crosswalks of the registry.
 * @throws HoofbeatsError SOURCE_FILE_INVALID when a crosswalk cannot be read
 */
export function tokenVerifier({ ehrs, replays, now = Date.now, ...fetching }: TokenVerifierOptions): VerifyToken {
  const trusted = new Map(
    ehrs.map((ehr) => [ehr.issuer, { ehr, keys: keysOf(ehr, { ...fetching, now }), loincOf: crosswalkOf(ehr) }]),
  );
  return async (token, audience) => {
    const { header, claimedIssuer } = unverified(token);
    const client = trusted.get(claimedIssuer);
    if (!client) throw unauthenticated('issuer not registered');
    const { ehr, keys, loincOf } = client;
    const refuse = (reason: string) => unauthenticated(reason, { issuer: ehr.issuer });

    if (typeof header.kid !== 'string' || header.kid === '') throw refuse('kid missing');
    // Compared before anything is fetched: a token must not send us to an address of its own choice.
    const source = keys(header.jku);
    if (!source) throw refuse('jku not registered');
    const payload = await verified(token, source, {
      algorithms: [...ehr.algorithms],
      issuer: ehr.issuer,
      audience: [audience, ...ehr.audiences],
      typ: 'JWT',
      requiredClaims,
      clockTolerance: leewaySeconds,
      // Also refuses an `iat` in the future.
      maxTokenAge: longestLifeSeconds,
      currentDate: new Date(now()),
    }).catch((thrown) => {
      throw thrown instanceof HoofbeatsError ? thrown : refuse(joseReason(thrown));
    });

    const { exp = 0, iat = 0, jti } = payload;
    if (exp - iat > longestLifeSeconds) throw refuse('life too long');
    if (typeof jti !== 'string' || jti === '') throw refuse('jti missing');
    // As long as the token could be accepted again.
    const remaining = exp + leewaySeconds - now() / 1000;
    if (!(await firstUse(replays, replayKey(ehr.issuer, jti), remaining))) throw refuse('jti used before');
    return principalOf(ehr, payload, loincOf);
  };
}

type Verification = Parameters<typeof jwtVerify>[2];

const verified = async (token: string, source: KeySource, options: Verification): Promise<JWTPayload> =>
  (await jwtVerify(token, source, options)).payload;

/** What the token says of itself, to look up whose it would be. Nothing here is believed. */
function unverified(token: string) {
  try {
    const { iss } = decodeJwt(token);
    return { header: decodeProtectedHeader(token), claimedIssuer: typeof iss === 'string' ? iss : '' };
  } catch {
    throw unauthenticated('no JWT');
  }
}

/** The key source for the `jku` of a header, if the registry lets the EHR name it. */
function keysOf({ jku: listed, jwks }: EhrEntry, options: KeySourceOptions) {
  const registered = jwks && createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]);
  const remote = new Map(listed.map((url) => [url, registered ?? remoteKeys(url, options)]));
  const usual = registered ?? remote.get(listed[0] ?? '');
  // CDS Hooks 2.0: without `jku` "the CDS Client and the CDS Service Provider SHALL communicate the JWK Set out-of-band".
  return (jku: unknown): KeySource | undefined => {
    if (jku === undefined) return usual;
    return typeof jku === 'string' ? remote.get(jku) : undefined;
  };
}

const crosswalkOf = ({ crosswalk }: EhrEntry) => (crosswalk === undefined ? undefined : readCrosswalk(crosswalk));

const firstUse = (replays: ReplayGuard, key: string, seconds: number) =>
  replays.firstUse(key, seconds).catch((cause) => {
    throw new HoofbeatsError('TRUST_UNAVAILABLE', 'Whether the token is new cannot be checked at the moment.', {
      cause,
    });
  });

/** CDS Hooks 2.0 §Trusting CDS Clients: `tenant` "MAY be used … to determine the customer". */
function principalOf(ehr: EhrEntry, { tenant, sub }: JWTPayload, loincOf: LoincOf | undefined): Principal {
  if (ehr.tenants.length > 0 && !(typeof tenant === 'string' && ehr.tenants.includes(tenant)))
    throw new HoofbeatsError('TENANT_REFUSED', 'This tenant is not served.', { log: { issuer: ehr.issuer } });
  return {
    issuer: ehr.issuer,
    ...(typeof tenant === 'string' && { tenant }),
    ...(typeof sub === 'string' && { subject: sub }),
    dialect: ehr.dialect,
    fhirServers: { servers: ehr.fhirServers, privateNetworks: ehr.privateNetworks },
    ...(loincOf && { loincOf }),
    ehr,
  };
}
