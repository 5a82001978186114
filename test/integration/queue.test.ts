import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { HoofbeatsError } from '../../src/errors/hoofbeats-error.ts';
import { createEmbeddedInference } from '../../src/inference/embedded.ts';
import type { InferencePort } from '../../src/inference/inference-port.ts';
import { listDeadLetters, replayDeadLetters } from '../../src/queue/dead-letters.ts';
import type { Lane, LaneRules } from '../../src/queue/lanes.ts';
import { encodeRequest } from '../../src/queue/score-request.ts';
import type { Trouble } from '../../src/queue/work-lane.ts';
import { startWorkers, type Workers } from '../../src/queue/workers.ts';
import type { ModelPackage } from '../../src/registry/model-package.ts';
import type { KeyRing } from '../../src/store/key-ring.ts';
import { type Asking, asking, newSecret, ringOf, servedPackage } from '../fixtures/queue-side.ts';
import { randomRows } from '../fixtures/random-rows.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';

describe.skipIf(!redisInstalled)('the inference queue (needs redis-server)', { timeout: 60_000 }, () => {
  const secret = newSecret();
  const ring = ringOf(secret);
  let pkg: ModelPackage;
  let redis: RedisServer;
  let embedded: InferencePort;
  beforeAll(async () => {
    [pkg, redis] = await Promise.all([servedPackage(), startRedis()]);
    embedded = await createEmbeddedInference(pkg);
  });
  afterAll(async () => {
    await embedded.close();
    await redis.stop();
  });

  const open: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).toReversed()) await one.close();
  });
  const troubles: Trouble[] = [];
  const working = async (lanes: readonly Lane[], inference = embedded, own: KeyRing = ring): Promise<Workers> => {
    troubles.length = 0;
    const models = [{ package: pkg, inference }];
    const onTrouble = (trouble: Trouble) => troubles.push(trouble);
    const workers = await startWorkers({ url: redis.url, ring: own, models, lanes, onTrouble });
    open.push(workers);
    return workers;
  };
  const ask = async (lane: Lane, rules: Partial<LaneRules> = {}, depth = () => 0): Promise<Asking> => {
    const side = await asking({ url: redis.url, ring, pkg, lane, rules, depth });
    open.push(side);
    return side;
  };
  /** The embedded port, failing as told for the first calls. */
  const failing = (errors: unknown[]): InferencePort => ({
    ...embedded,
    score: async (...args) => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return embedded.score(...args);
    },
  });
  const rows = () => randomRows(pkg.vocabulary, 1);

  it('tries a job again, with back-off, when it failed for a reason that may pass', async () => {
    const overloaded = () => new HoofbeatsError('OVERLOADED', 'Too much.');
    await working(['subscription'], failing([overloaded(), overloaded()]));
    const { queued } = await ask('subscription');
    const began = performance.now();
    expect(await queued.score(rows())).toEqual(await embedded.score(rows()));
    // 200 and 400 ms, each shortened by at most half.
    expect(performance.now() - began).toBeGreaterThan(300);
    expect(troubles.map(({ what, final }) => ({ what, final }))).toEqual(
      Array(2).fill({ what: 'job failed', final: false }),
    );
  });

  it('keeps a job that cannot be run as a dead letter, tells its caller, and runs it again when that is mended', async () => {
    const young = { ...newSecret(), id: 'k2' };
    const stranger = await working(['batch'], embedded, ringOf(young));
    const { queued, redis: client } = await ask('batch');
    await expect(queued.score(rows())).rejects.toMatchObject({ reason: 'failed', log: { code: 'KEY_UNKNOWN' } });
    const [letter, ...others] = await listDeadLetters(client);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ lane: 'batch', reason: 'KEY_UNKNOWN', attempts: 1 });
    await stranger.close();
    await working(['batch'], embedded, ringOf(young, secret));
    await expect(replayDeadLetters(client, ['no such id'])).rejects.toMatchObject({ code: 'RECORD_UNKNOWN' });
    expect(await replayDeadLetters(client, [letter!.job])).toEqual([letter]);
    await expect.poll(() => listDeadLetters(client)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('keeps no word of a foreign error, which may quote the record', async () => {
    await working(['interactive'], failing([new Error('Patient/17 has HP:0001250')]));
    const { queued, redis: client } = await ask('interactive', { deadlineMs: 5000 });
    await expect(queued.score(rows())).rejects.toMatchObject({ reason: 'failed', log: { code: 'INTERNAL' } });
    expect(await redis.dump()).not.toContain('0001250');
    await replayDeadLetters(client);
    await expect.poll(() => listDeadLetters(client)).toEqual([]);
  });

  it('holds nothing of a request in the clear, and nothing at all after the answer', async () => {
    await working(['batch']);
    const { queued } = await ask('batch');
    const overheard = await redis.overheard();
    const patients = randomRows(pkg.vocabulary, 150);
    await Promise.all(patients.map((row) => queued.score([row])));
    await expect.poll(overheard.text).toContain('expire');
    const told = overheard.text();
    overheard.stop();
    for (const row of patients.slice(0, 20)) {
      const clear = Buffer.from(encodeRequest({ rows: [row], options: {} }));
      // Wherever base64 begins, three bytes further it has the same letters again.
      for (const shift of [0, 1, 2])
        expect(told).not.toContain(clear.subarray(16 + shift, 40 + shift).toString('base64'));
      expect(told).not.toContain(clear.subarray(16, 40).toString('latin1'));
    }
    const left = JSON.parse(await redis.dump()) as [string, unknown][];
    const keys = left.map(([key]) => key.split(':').at(-1)!);
    expect(keys.filter((key) => !['meta', 'events', 'id', 'stalled-check', 'marker'].includes(key))).toEqual([]);
    for (const [key, events] of left.filter(([key]) => key.endsWith(':events')))
      expect((events as unknown[]).length, key).toBeLessThan(200);
  });

  it('gives a job to another worker when its own is killed in the middle', async () => {
    const stuck = spawn(
      process.execPath,
      ['--import', 'tsx', join(projectRoot, 'test', 'fixtures', 'stuck-worker.ts')],
      {
        cwd: projectRoot,
        env: { ...process.env, REDIS_URL: redis.url, QUEUE_SECRET: secret.key.toString('base64') },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    stuck.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 20_000 }).toContain('ready');
    const { queued } = await ask('batch', { deadlineMs: 30_000 });
    const answer = queued.score(rows());
    await expect.poll(() => said, { timeout: 5000 }).toContain('begun');
    stuck.kill('SIGKILL');
    await once(stuck, 'exit');
    await working(['batch']);
    expect(await answer).toEqual(await embedded.score(rows()));
    expect(troubles.map(({ what }) => what)).toContain('job stalled');
  });

  it('does not queue more than can be answered in time', async () => {
    const { queued } = await ask('interactive', { depth: 3 });
    const calls = Array.from({ length: 5 }, () => queued.score(rows()).catch(({ reason }) => reason));
    expect(await Promise.all(calls)).toEqual(['late', 'late', 'late', 'overloaded', 'overloaded']);
    const { queued: third } = await ask('interactive', { depth: 3 }, () => 3);
    await expect(third.score(rows())).rejects.toMatchObject({ reason: 'overloaded', code: 'OVERLOADED' });
  });

  it('does not run what nobody waits for any more', async () => {
    const { queued } = await ask('subscription', { deadlineMs: 50 });
    await expect(queued.score(rows())).rejects.toMatchObject({ reason: 'late' });
    await sleep(50);
    let runs = 0;
    const counting: InferencePort = {
      ...embedded,
      score: (...args) => {
        runs += 1;
        return embedded.score(...args);
      },
    };
    await working(['subscription'], counting);
    await expect.poll(() => troubles.map(({ what }) => what)).toEqual(['job expired']);
    expect(runs).toBe(0);
  });

  it('refuses to work where Redis may drop what is queued', async () => {
    const { redis: client } = await ask('batch');
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(working(['batch'])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('allkeys-lru'),
    });
    await client.config('SET', 'maxmemory-policy', 'noeviction');
  });
});
