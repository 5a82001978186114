import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import type { InferencePort } from '../../src/inference/inference-port.ts';
import { listDeadLetters } from '../../src/queue/dead-letters.ts';
import { modelName } from '../../src/queue/queue-name.ts';
import { openScoreQueue } from '../../src/queue/score-queue.ts';
import { encodeRequest } from '../../src/queue/score-request.ts';
import { sealRequest } from '../../src/queue/sealed-message.ts';
import { startWorkers, type Workers } from '../../src/queue/workers.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import { type Asking, asking, newSecret, ringOf, servedPackage } from '../fixtures/queue-side.ts';
import { randomRows } from '../fixtures/random-rows.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';

describe.skipIf(!redisInstalled)(
  'a worker whose Redis somebody else writes to (needs redis-server)',
  {
    timeout: 60_000,
  },
  () => {
    const secret = newSecret();
    let pkg: ModelPackage;
    let redis: RedisServer;
    let embedded: InferencePort;
    let workers: Workers;
    let side: Asking;
    let runs = 0;
    beforeAll(async () => {
      [pkg, redis] = await Promise.all([servedPackage(), startRedis()]);
      embedded = await createEmbeddedInference(pkg);
      const counted: InferencePort = {
        ...embedded,
        score: (...given) => {
          runs += 1;
          return embedded.score(...given);
        },
      };
      const ring = ringOf(secret);
      const models = [{ package: pkg, inference: counted }];
      workers = await startWorkers({ url: redis.url, ring, models, lanes: ['batch'] });
      side = await asking({ url: redis.url, ring, pkg, lane: 'batch' });
    });
    afterAll(async () => {
      await side.close();
      await workers.close();
      await embedded.close();
      await redis.stop();
    });

    it('runs no job that it did not seal for its place, and goes on with those that it did', async () => {
      const queue = openScoreQueue('batch', await modelName(pkg), side.redis);
      const request = encodeRequest({ rows: randomRows(pkg.vocabulary, 1), options: {} });
      const expires = Date.now() + 3_600_000;
      const replyTo = 'hoofbeats-queue:nobody';
      const own = sealRequest(request, 'its-own-place', ringOf(secret));
      const forged: Readonly<Record<string, unknown>> = {
        'of-another-key': { replyTo, expires, ...sealRequest(request, 'of-another-key', ringOf(newSecret())) },
        'replayed-elsewhere': { replyTo, expires, ...own },
        'in-the-clear': { replyTo, expires, keyId: 'k1', sealed: Buffer.from(request).toString('base64') },
        'of-no-form': { replyTo, expires },
        polluting: JSON.parse(
          `{"__proto__":{"polluted":1},"replyTo":"${replyTo}","expires":${expires},"keyId":"__proto__"}`,
        ),
      };
      for (const [jobId, data] of Object.entries(forged))
        await queue.add('score', data as never, { jobId, attempts: 1 });
      const letters = async () => (await listDeadLetters(side.redis)).map(({ job }) => job).sort();
      await expect.poll(letters, { timeout: 20_000 }).toEqual(Object.keys(forged).sort());
      expect(runs).toBe(0);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      const rows = randomRows(pkg.vocabulary, 1);
      expect(await side.queued.score(rows)).toEqual(await embedded.score(rows));
      expect(runs).toBe(1);
    });
  },
);
