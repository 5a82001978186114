import { afterAll, beforeAll, describe } from 'vitest';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import type { InferencePort } from '../../src/inference/inference-port.ts';
import { startWorkers, type Workers } from '../../src/queue/workers.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import { asking, closingWith, newSecret, ringOf, servedPackage } from '../fixtures/queue-side.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { inferencePortSuite } from './inference-port-suite.ts';

/** A Redis (or what calls itself one) to prove in place of our own; nothing else may use it meanwhile. */
const given = process.env.TEST_REDIS_URL;
const title = 'inference through BullMQ conforms (needs redis-server or TEST_REDIS_URL)';

describe.skipIf(!redisInstalled && !given)(title, { timeout: 60_000 }, () => {
  let pkg: ModelPackage;
  let redis: Pick<RedisServer, 'url' | 'stop'>;
  let workers: Workers;
  let inference: InferencePort;
  const ring = ringOf(newSecret());
  beforeAll(async () => {
    [pkg, redis] = await Promise.all([servedPackage(), given ? { url: given, stop: async () => {} } : startRedis()]);
    inference = await createEmbeddedInference(pkg);
    workers = await startWorkers({ url: redis.url, ring, models: [{ package: pkg, inference }], lanes: ['batch'] });
  });
  afterAll(async () => {
    await workers.close();
    await inference.close();
    await redis.stop();
  });

  // Nothing to fall back to: every answer is a worker's.
  inferencePortSuite(
    () => pkg,
    async () => closingWith(await asking({ url: redis.url, ring, pkg, lane: 'batch' })),
  );
});
