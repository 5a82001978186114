import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import { type Asking, asking, servedPackage } from '../fixtures/queue-side.ts';
import { randomRows } from '../fixtures/random-rows.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';

const rounds = 3;
const callsPerRound = 120;
/** Between interactive calls, as they come from charts and not from a loop. */
const pauseMs = 5;
/** Until the batch that is under way has ended, or a new one is: some runs of the model. */
const settleMs = 300;

interface Latency {
  readonly p50: number;
  readonly p99: number;
}

const middle = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

describe.skipIf(!redisInstalled)('lanes (needs redis-server)', { timeout: 240_000 }, () => {
  let pkg: ModelPackage;
  let redis: RedisServer;
  let worker: Process;
  let side: Asking;
  let load: ChildProcessByStdio<null, Readable, null>;
  let said = '';
  const keys = sharedKeys();
  beforeAll(async () => {
    [pkg, redis] = await Promise.all([servedPackage(), startRedis()]);
    worker = await workerProcess({ REDIS_URL: redis.url, ...keys.settings });
    side = await asking({ url: redis.url, ring: keys.ring, pkg, lane: 'interactive', rules: { deadlineMs: 10_000 } });
    // Another process that screens: hundreds of its patients wait at any time.
    const entry = join(projectRoot, 'test', 'fixtures', 'batch-load.ts');
    load = spawn(process.execPath, ['--import', 'tsx', entry], {
      cwd: projectRoot,
      env: { ...process.env, REDIS_URL: redis.url, QUEUE_SECRET: keys.secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    load.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(load.stdout, 'data');
  }, 120_000);
  afterAll(async () => {
    load.kill('SIGKILL');
    await side.close();
    await worker.stop();
    await redis.stop();
  });

  async function latency(): Promise<Latency> {
    const rows = randomRows(pkg.vocabulary, 64);
    const times: number[] = [];
    for (let call = 0; call < callsPerRound; call += 1) {
      await sleep(pauseMs);
      const began = performance.now();
      await side.queued.score([rows[call % rows.length]!]);
      times.push(performance.now() - began);
    }
    times.sort((a, b) => a - b);
    return { p50: times[Math.floor(callsPerRound * 0.5)]!, p99: times[Math.floor(callsPerRound * 0.99)]! };
  }

  /** With and without the batch, by turns, so that a drift of the machine's speed meets both alike. */
  async function measured() {
    const found: { readonly idle: Latency; readonly loaded: Latency }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      load.kill('SIGSTOP');
      await sleep(settleMs);
      const idle = await latency();
      load.kill('SIGCONT');
      await sleep(settleMs);
      found.push({ idle, loaded: await latency() });
    }
    return found;
  }

  it('let interactive calls pass by any amount of batch work', async () => {
    await latency();
    const found = await measured();
    load.kill('SIGTERM');
    await once(load, 'close');
    const batch = Number(/total (\d+)/.exec(said)?.[1]);
    const ratio = (of: keyof Latency) => middle(found.map(({ idle, loaded }) => loaded[of] / idle[of]));
    const [p50, p99] = [ratio('p50'), ratio('p99')];
    const text = ({ p50, p99 }: Latency) => `${p50.toFixed(1)}/${p99.toFixed(1)}`;
    const figures = `beside ${batch} batch patients p50 × ${p50.toFixed(2)}, p99 × ${p99.toFixed(2)}; p50/p99 in ms, idle → loaded: ${found
      .map(({ idle, loaded }) => `${text(idle)} → ${text(loaded)}`)
      .join(', ')}`;
    process.stderr.write(`${figures}\n`);
    expect(batch).toBeGreaterThan(500);
    // Whoever stood in line behind the batch would wait for some fifty runs of the model in place of one.
    expect(p50, figures).toBeLessThan(mostP50Ratio);
    expect(p99, figures).toBeLessThan(mostP99Ratio);
  });
});

/** Two processes more share the cores, so that calls take longer: 3.1 and 2.3 times on two cores that had other work, too. */
const [mostP50Ratio, mostP99Ratio] = [8, 6];
