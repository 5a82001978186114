import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { redisClock } from './redis-clock.ts';

/** A Redis whose clock is ahead of this machine's. */
const aheadBy = (ms: number, status: string) =>
  Object.assign(new EventEmitter(), {
    status,
    time: async () => {
      const now = Date.now() + ms;
      return [String(Math.floor(now / 1000)), String((now % 1000) * 1000)];
    },
  }) as unknown as Redis;

/** The same, whose first answer lies around while this process is busy. */
const heldUp = (redis: Redis, ms: number) => {
  const { time } = redis;
  let asked = 0;
  return Object.assign(redis, {
    time: async () => {
      const told = await time();
      asked += 1;
      if (asked === 1) await sleep(ms);
      return told;
    },
  });
};

const fail = (thrown: unknown) => {
  throw thrown;
};

describe('the clock of Redis', () => {
  it('is read as soon as Redis is there, also where the two disagree by an hour', async () => {
    const redis = aheadBy(3_600_000, 'connecting');
    const now = redisClock(redis, fail);
    expect(Math.abs(now() - Date.now())).toBeLessThan(50);
    redis.emit('ready');
    await expect.poll(() => Math.abs(now() - Date.now() - 3_600_000)).toBeLessThan(50);
  });

  it('is read again when the first answer was held up', async () => {
    const now = redisClock(heldUp(aheadBy(-5000, 'ready'), 500), fail);
    await expect.poll(() => Math.abs(now() - Date.now() + 5000)).toBeLessThan(50);
  });

  it('is read at once where Redis is there already', async () => {
    const now = redisClock(aheadBy(-5000, 'ready'), fail);
    await expect.poll(() => Math.abs(now() - Date.now() + 5000)).toBeLessThan(50);
  });
});
