import { Redis } from 'ioredis';
import type { ReplayGuard } from './replay-guard.ts';

const prefix = 'hoofbeats:jti:';
/** A chart is waiting: better a refusal that can be repeated than a long silence. */
const patienceMs = 1000;

/**
 * A replay guard that all processes with the same Redis share. Redis holds hashes only, no token.
 * @param onError hears of connection troubles; `firstUse` rejects while they last
 */
export function redisReplayGuard(url: string, onError: (error: Error) => void): ReplayGuard {
  const redis = new Redis(url, {
    connectTimeout: patienceMs,
    commandTimeout: patienceMs,
    maxRetriesPerRequest: 1,
    // No connection before the first token: a server that fails to start must not be kept alive by it.
    lazyConnect: true,
  });
  redis.on('error', onError);
  return {
    async firstUse(key, seconds) {
      // One atomic command: two processes cannot both be the first.
      return (await redis.set(prefix + key, '1', 'EX', Math.ceil(seconds), 'NX')) === 'OK';
    },
    ready: () => redis.ping(),
    async close() {
      redis.disconnect();
    },
  };
}
