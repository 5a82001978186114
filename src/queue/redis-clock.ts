import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** A longer round trip was held up, e.g. by this process while it loads its models, and not evenly on both ways. */
const believedMs = 20;
const pauseMs = 100;
const tries = 100;

/**
 * The time by Redis's clock, in milliseconds since 1970. Callers and workers stand on different machines, and an expiry of a
 * tenth of a second does not bear two clocks that disagree. Until Redis has told its time, it is this machine's.
 */
export function redisClock(redis: Redis, onError: (thrown: unknown) => void): () => number {
  let ahead = 0;
  const ask = async () => {
    let shortest = Number.POSITIVE_INFINITY;
    for (let tried = 0; tried < tries && shortest > believedMs; tried += 1) {
      if (tried > 0) await sleep(pauseMs, undefined, { ref: false });
      const began = Date.now();
      const [seconds, microseconds] = await redis.time();
      const answered = Date.now();
      if (answered - began > shortest) continue;
      shortest = answered - began;
      // It was read about half-way through the round trip.
      ahead = Number(seconds) * 1000 + Number(microseconds) / 1000 - (began + answered) / 2;
    }
  };
  const asked = () => void ask().catch(onError);
  redis.on('ready', asked);
  if (redis.status === 'ready') asked();
  return () => Date.now() + ahead;
}
