import type { Redis } from 'ioredis';

/**
 * What is wrong with how this Redis makes room, if anything. Under any policy but `noeviction` a full Redis drops jobs, locks
 * and the memory of used tokens without a word (BullMQ, Going to production §Max memory policy).
 */
export async function evictionProblem(redis: Redis): Promise<string | undefined> {
  // Managed Redis often forbids CONFIG GET; INFO says the same.
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'noeviction';
  return policy === 'noeviction'
    ? undefined
    : `The Redis of REDIS_URL has maxmemory-policy ${policy}: when it is full it drops queued work. Set noeviction.`;
}
