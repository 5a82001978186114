import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import type { InferencePort } from '../../src/inference/inference-port.ts';
import { openInferenceQueue, type QueueObserver } from '../../src/queue/inference-queue.ts';
import { lanes } from '../../src/queue/lanes.ts';
import { startWorkers } from '../../src/queue/workers.ts';
import { newSecret, ringOf, servedPackage } from '../fixtures/queue-side.ts';
import { randomRows } from '../fixtures/random-rows.ts';
import { redisInstalled, startRedis } from '../fixtures/redis-server.ts';

/** The lane's deadline, and room for a busy machine: well within the 400 ms of a hook. */
const patienceMs = lanes.interactive.deadlineMs + 200;

describe.skipIf(!redisInstalled)('interactive calls without Redis (needs redis-server)', { timeout: 60_000 }, () => {
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  /** One server's side with the embedded model behind it, and what it says of itself. */
  async function serverSide(url: string) {
    const pkg = await servedPackage();
    const told = { replies: 0, fallbacks: [] as string[], warnings: [] as string[], troubles: 0 };
    const observer: QueueObserver = {
      fallback: (_lane, reason) => told.fallbacks.push(reason),
      replied: () => {
        told.replies += 1;
      },
      counted: () => {},
      warning: (text) => told.warnings.push(text),
      trouble: () => {
        told.troubles += 1;
      },
    };
    const queue = openInferenceQueue(url, ring, observer);
    const port = await queue.inference(pkg, await createEmbeddedInference(pkg), 'interactive');
    open.push(async () => {
      await port.close();
      queue.close();
    });
    const [row] = randomRows(pkg.vocabulary, 1);
    const ask = async () => {
      const began = performance.now();
      const scores = await port.score([row!]);
      return { scores, ms: performance.now() - began };
    };
    return { pkg, told, ask };
  }
  const ring = ringOf(newSecret());

  async function workersAt(url: string) {
    const pkg = await servedPackage();
    const inference: InferencePort = await createEmbeddedInference(pkg);
    const workers = await startWorkers({ url, ring, models: [{ package: pkg, inference }], lanes: ['interactive'] });
    const stop = async () => {
      await workers.close();
      await inference.close();
    };
    return { stop };
  }

  it('are answered by the embedded model within the deadline, are counted, and go to the workers again afterwards', async () => {
    const redis = await startRedis();
    const workers = await workersAt(redis.url);
    open.push(workers.stop);
    const { told, ask } = await serverSide(redis.url);
    await expect.poll(async () => (await ask()) && told.replies, { timeout: 5000 }).toBeGreaterThan(2);
    const { scores } = await ask();
    const before = told.fallbacks.length;

    await redis.stop();
    const away = [];
    for (let call = 0; call < 20; call += 1) away.push(await ask());
    for (const { scores: embedded, ms } of away) {
      expect(embedded).toEqual(scores);
      expect(ms).toBeLessThan(patienceMs);
    }
    expect(told.fallbacks.slice(before)).toHaveLength(20);
    expect(told.fallbacks.slice(before + 3).every((reason) => reason === 'unreachable')).toBe(true);
    // One line for an outage, not one for every attempt to end it.
    await sleep(1500);
    expect(told.troubles).toBeLessThan(6);

    const again = await startRedis(redis.port);
    open.unshift(again.stop);
    const replied = told.replies;
    await expect
      .poll(async () => (await ask()).ms && told.replies, { timeout: 15_000, interval: 100 })
      .toBeGreaterThan(replied + 5);
    expect((await ask()).scores).toEqual(scores);
  });

  it('that are under way when Redis goes are answered as well', async () => {
    const redis = await startRedis();
    const { told, ask } = await serverSide(redis.url);
    await expect.poll(async () => (await ask()) && told.fallbacks.at(-1)).toBe('late');
    const call = ask();
    await sleep(20);
    await redis.stop();
    expect((await call).ms).toBeLessThan(patienceMs);
  });

  it('do not each wait out the deadline when no worker is there, and go to the first that comes', async () => {
    const redis = await startRedis();
    open.push(redis.stop);
    const { told, ask } = await serverSide(redis.url);
    await expect.poll(async () => (await ask()) && told.fallbacks.at(-1), { timeout: 5000 }).toBe('resting');
    expect((await ask()).ms).toBeLessThan(lanes.interactive.deadlineMs / 2);
    const workers = await workersAt(redis.url);
    open.push(workers.stop);
    await expect.poll(async () => (await ask()) && told.replies, { timeout: 5000, interval: 100 }).toBeGreaterThan(3);
  });

  it('start with Redis away, and find it when it comes', async () => {
    const once = await startRedis();
    await once.stop();
    const { told, ask } = await serverSide(once.url);
    expect((await ask()).ms).toBeLessThan(lanes.interactive.deadlineMs);
    expect(told.fallbacks).toEqual(['unreachable']);
    const redis = await startRedis(once.port);
    open.unshift(redis.stop);
    const workers = await workersAt(redis.url);
    open.push(workers.stop);
    await expect.poll(async () => (await ask()) && told.replies, { timeout: 10_000, interval: 100 }).toBeGreaterThan(3);
  });
});
