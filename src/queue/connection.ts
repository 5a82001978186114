import { Redis } from 'ioredis';

/** Pause before the n-th attempt to reach a Redis that has gone: at most a second, so that its return is noticed. */
const retryStrategy = (times: number): number => Math.min(50 * times, 1000);

/**
 * A connection whose commands fail at once while Redis is away. BullMQ's own would wait for it without end
 * (`queue.add` never settles), and a chart is waiting.
 * @param onError hears of the first trouble of an outage, not of every attempt to end it
 */
export const impatientConnection = (url: string, onError: (thrown: unknown) => void): Redis =>
  heard(
    new Redis(url, { retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 0, connectTimeout: 2000 }),
    onError,
  );

/** A connection that waits for Redis as long as it takes: for workers, and for commands that block. */
export const patientConnection = (url: string, onError: (thrown: unknown) => void): Redis =>
  heard(new Redis(url, { retryStrategy, maxRetriesPerRequest: null }), onError);

function heard(redis: Redis, onError: (thrown: unknown) => void): Redis {
  let away = false;
  redis.on('error', (error) => {
    if (!away) onError(error);
    away = true;
  });
  redis.on('ready', () => {
    away = false;
  });
  return redis;
}
