import type { Redis } from 'ioredis';

/**
 * The time by Redis's clock, in milliseconds since 1970. Callers and workers stand on different machines, and an expiry of a
 * tenth of a second does not bear two clocks that disagree. Until Redis has told its time, it is this machine's.
 */
export function redisClock(redis: Redis, onError: (thrown: unknown) => void): () => number {
  let ahead = 0;
  const ask = async () => {
    const began = Date.now();
    const [seconds, microseconds] = await redis.time();
    // It was read about half-way through the round trip.
    ahead = Number(seconds) * 1000 + Number(microseconds) / 1000 - (began + Date.now()) / 2;
  };
  const asked = () => void ask().catch(onError);
  redis.on('ready', asked);
  if (redis.status === 'ready') asked();
  return () => Date.now() + ahead;
}
