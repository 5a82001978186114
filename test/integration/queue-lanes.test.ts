import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import { type Asking, asking, servedPackage } from '../fixtures/queue-side.ts';
import { randomRows } from '../fixtures/random-rows.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';

const calls = 200;
/** Between interactive calls, as they come from charts and not from a loop. */
const pauseMs = 5;

describe.skipIf(!redisInstalled)('lanes (needs redis-server)', { timeout: 120_000 }, () => {
  let pkg: ModelPackage;
  let redis: RedisServer;
  let worker: Process;
  const keys = sharedKeys();
  let side: Asking;
  beforeAll(async () => {
    [pkg, redis] = await Promise.all([servedPackage(), startRedis()]);
    worker = await workerProcess({ REDIS_URL: redis.url, ...keys.settings });
  });
  afterAll(async () => {
    await side?.close();
    await worker.stop();
    await redis.stop();
  });

  /** Another process that screens: hundreds of its patients wait at any time. */
  async function batchLoad() {
    const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'test', 'fixtures', 'batch-load.ts')], {
      cwd: projectRoot,
      env: { ...process.env, REDIS_URL: redis.url, QUEUE_SECRET: keys.secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 30_000 }).toContain('answered');
    return async () => {
      child.kill('SIGTERM');
      await once(child, 'close');
      return Number(/total (\d+)/.exec(said)?.[1]);
    };
  }

  it('let interactive calls pass by any amount of batch work', async () => {
    side = await asking({ url: redis.url, ring: keys.ring, pkg, lane: 'interactive', rules: { deadlineMs: 10_000 } });
    const rows = randomRows(pkg.vocabulary, 64);
    const latencies = async () => {
      const times: number[] = [];
      for (let call = 0; call < calls; call += 1) {
        await sleep(pauseMs);
        const began = performance.now();
        await side.queued.score([rows[call % rows.length]!]);
        times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      return { p50: times[calls / 2]!, p99: times[calls * 0.99 - 1]! };
    };
    await latencies();
    const idle = await latencies();
    const stopLoad = await batchLoad();
    const loaded = await latencies();
    const batch = await stopLoad();
    const text = ({ p50, p99 }: { p50: number; p99: number }) => `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`;
    const figures = `idle ${text(idle)}; beside ${batch} batch patients ${text(loaded)}; ratio of p99 ${(loaded.p99 / idle.p99).toFixed(1)}`;
    process.stderr.write(`${figures}\n`);
    expect(batch).toBeGreaterThan(500);
    // Whoever stood in line behind the batch would wait for a quarter of a second at least.
    expect(loaded.p50, figures).toBeLessThan(40);
    expect(loaded.p99, figures).toBeLessThan(Math.max(150, 12 * idle.p99));
  });
});
