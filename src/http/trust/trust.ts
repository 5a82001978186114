import { loadEhrRegistry } from '../../config/ehr-registry.ts';
import { requireSafeExposure } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { errorFields } from '../../monitoring/error-fields.ts';
import type { Logger } from '../../monitoring/logger.ts';
import { tokenVerifier } from './client-token.ts';
import type { FetchKeys } from './jwks-fetch.ts';
import { memoryReplayGuard } from './memory-replay-guard.ts';
import { openPrincipal, type Principal } from './principal.ts';
import { unauthenticated } from './refusal.ts';

/** How the server knows its clients. */
export interface Trust {
  /**
   * Who calls.
   * @param authorization - the Authorization header
   * @param path - path of the URL that was called, as it was called
   * @throws HoofbeatsError UNAUTHENTICATED, TENANT_REFUSED, TRUST_UNAVAILABLE
   */
  authenticate(authorization: string | undefined, path: string): Promise<Principal>;
  /** Rejects while nobody can be known, for want of what remembers used tokens. */
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

type TrustConfig = Pick<Config, 'EHR_REGISTRY' | 'PUBLIC_URL' | 'REDIS_URL' | 'FHIR_SERVERS' | 'HOST' | 'OPEN_MODE'>;

/**
 * Trust as the settings want it.
 * @throws HoofbeatsError CONFIG_INVALID when they are unsafe or the registry is wrong
 */
export async function openTrust(
  config: TrustConfig,
  { logger, fetch }: { readonly logger: Logger; readonly fetch?: FetchKeys },
): Promise<Trust> {
  if (!config.EHR_REGISTRY) return openMode(config);
  requireSafeExposure(config);
  const ehrs = loadEhrRegistry(config.EHR_REGISTRY);
  const replays = config.REDIS_URL ? await sharedReplayGuard(config.REDIS_URL, logger) : memoryReplayGuard();
  const verify = tokenVerifier({ ehrs, replays, ...(fetch && { fetch }) });
  const base = (config.PUBLIC_URL ?? '').replace(/\/+$/, '');
  return {
    // CDS Hooks 2.0 §Trusting CDS Clients: `aud` is the URL of the endpoint that is called. Ours comes from the settings:
    // the Host header is the caller's to write.
    authenticate: async (authorization, path) => verify(bearerToken(authorization), base + path),
    ready: () => replays.ready(),
    close: () => replays.close(),
  };
}

/**
 * Trust in everybody, for laptops and demonstrations.
 * @throws HoofbeatsError CONFIG_INVALID where the network could reach it unasked
 */
export function openMode(config: Omit<TrustConfig, 'REDIS_URL'>): Trust {
  requireSafeExposure(config);
  const anybody = openPrincipal(config.FHIR_SERVERS);
  return { authenticate: async () => anybody, ready: async () => {}, close: async () => {} };
}

/** RFC 6750 §2.1. */
function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated('no Authorization header');
  const token = /^Bearer +([\w.-]+)$/i.exec(authorization)?.[1];
  if (!token) throw unauthenticated('no Bearer token');
  return token;
}

/** The Redis client is loaded where there is a Redis only. */
async function sharedReplayGuard(url: string, logger: Logger) {
  const { redisReplayGuard } = await import('./redis-replay-guard.ts');
  return redisReplayGuard(url, (error) => logger.error('Redis cannot be reached', { error: errorFields(error) }));
}
