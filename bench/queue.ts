import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { modelsDir, projectRoot } from '../src/config/paths.ts';
import type { SparseRow } from '../src/features/term-vector.ts';
import { createEmbeddedInference } from '../src/inference/embedded.ts';
import type { InferencePort } from '../src/inference/inference-port.ts';
import type { Lane } from '../src/queue/lanes.ts';
import { loadModelPackage, type ModelPackage } from '../src/registry/model-package.ts';
import { keysOf } from '../src/store/key-ring.ts';
import { asking } from '../test/fixtures/queue-side.ts';
import { randomRows } from '../test/fixtures/random-rows.ts';
import { redisInstalled, startRedis } from '../test/fixtures/redis-server.ts';

export interface QueueFigures {
  /** What BullMQ adds to a call of one patient over the same call to the embedded model, in milliseconds. */
  readonly queueAddedP50Ms: number;
  readonly queueAddedP99Ms: number;
  readonly queueAdded32P50Ms: number;
  readonly queueAdded32P99Ms: number;
  /** Jobs of one patient each, 64 in flight, one worker process. */
  readonly queueJobsPerSecond: number;
  /** Processor time of Redis for one of them. */
  readonly queueRedisMsPerJob: number;
}

const rounds = 4;
const callsPerRound = 150;
const bulk = { jobs: 1500, inFlight: 64 };

/** Latencies of single-patient calls with so many in flight. Milliseconds. */
async function latencies(port: InferencePort, rows: readonly SparseRow[], calls: number, inFlight: number) {
  const times: number[] = [];
  let next = 0;
  const caller = async () => {
    while (next < calls) {
      const row = rows[next % rows.length]!;
      next += 1;
      const began = performance.now();
      await port.score([row]);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return times;
}

const quantile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

/** Middle of the differences between rounds that ran one after the other, so that a drift of the machine meets both alike. */
const added = (queued: readonly number[][], embedded: readonly number[][], share: number) =>
  quantile(
    queued.map((times, round) => quantile(times, share) - quantile(embedded[round]!, share)),
    0.5,
  );

/** Measures `hoofbeats worker` on a Redis of its own; needs the compiled project, and is undefined without redis-server. */
export async function measureQueue(dir = join(modelsDir, 'rare-disease')): Promise<QueueFigures | undefined> {
  if (!redisInstalled) return undefined;
  const redis = await startRedis();
  const [secret, pseudonym] = [randomBytes(32), randomBytes(32)];
  const worker = spawn(process.execPath, [join(projectRoot, 'dist', 'cli.js'), 'worker'], {
    env: {
      ...process.env,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'error',
      SEAL_KEYS: `k1:${secret.toString('base64')}`,
      PSEUDONYM_KEY: pseudonym.toString('base64'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pkg = await loadModelPackage(dir);
  const embedded = await createEmbeddedInference(pkg);
  const ring = keysOf([{ id: 'k1', key: secret }], pseudonym).queue;
  const side = (lane: Lane) => asking({ url: redis.url, ring, pkg, lane, rules: { deadlineMs: 60_000, depth: 4096 } });
  const [interactive, batch] = await Promise.all([side('interactive'), side('batch')]);
  try {
    return await compared(pkg, embedded, interactive.queued, batch.queued, () => redisCpuMs(redis.url));
  } finally {
    await Promise.all([interactive.close(), batch.close(), embedded.close()]);
    worker.kill('SIGTERM');
    if (worker.exitCode === null) await once(worker, 'exit');
    await redis.stop();
  }
}

/** Processor time that a Redis has used so far. */
async function redisCpuMs(url: string): Promise<number> {
  const redis = new Redis(url);
  try {
    const info = await redis.info('cpu');
    const [user, system] = ['user', 'sys'].map((of) => Number(new RegExp(`used_cpu_${of}:([\\d.]+)`).exec(info)?.[1]));
    return (user! + system!) * 1000;
  } finally {
    redis.disconnect();
  }
}

async function compared(
  pkg: ModelPackage,
  embedded: InferencePort,
  interactive: InferencePort,
  batch: InferencePort,
  redisMs: () => Promise<number>,
): Promise<QueueFigures> {
  const rows = randomRows(pkg.vocabulary, 64);
  for (const port of [interactive, batch, embedded]) await latencies(port, rows, 200, 8);
  const measured = async (inFlight: number) => {
    const [queued, direct]: [number[][], number[][]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      queued.push(await latencies(interactive, rows, callsPerRound * Math.sqrt(inFlight), inFlight));
      direct.push(await latencies(embedded, rows, callsPerRound * Math.sqrt(inFlight), inFlight));
    }
    return { p50: added(queued, direct, 0.5), p99: added(queued, direct, 0.99) };
  };
  const one = await measured(1);
  const many = await measured(32);
  const usedBefore = await redisMs();
  const began = performance.now();
  await latencies(batch, rows, bulk.jobs, bulk.inFlight);
  const elapsedMs = performance.now() - began;
  return {
    queueAddedP50Ms: one.p50,
    queueAddedP99Ms: one.p99,
    queueAdded32P50Ms: many.p50,
    queueAdded32P99Ms: many.p99,
    queueJobsPerSecond: (1000 * bulk.jobs) / elapsedMs,
    queueRedisMsPerJob: ((await redisMs()) - usedBefore) / bulk.jobs,
  };
}
