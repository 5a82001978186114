import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../fixtures/command.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';

const patients = 40;

describe.skipIf(!redisInstalled)('a screening with workers (needs redis-server)', { timeout: 240_000 }, () => {
  const work = temporaryFolder();
  const { settings: keys } = sharedKeys();
  let redis: RedisServer;
  let worker: Process;
  let operator: string;
  beforeAll(async () => {
    await writeScreeningData(join(work, 'in'), patients);
    redis = await startRedis();
    const port = await freePort();
    operator = `http://127.0.0.1:${port}`;
    worker = await workerProcess({ ...keys, REDIS_URL: redis.url, HOST: '127.0.0.1', WORKER_PORT: String(port) });
    // The batch worker, a process of its own, says that it works before the operator's port is open.
    const isOpen = () =>
      fetch(`${operator}/health/live`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 50));
  }, 120_000);
  afterAll(async () => {
    await worker.stop();
    await redis.stop();
  });

  const screen = (name: string, settings: Readonly<Record<string, string>>) =>
    runCommand(
      ['screen', '--ndjson', join(work, 'in'), '--out', join(work, name), '--at', '2026-01-01T00:00:00Z', '--json'],
      { ...keys, DATA_DIR: join(work, `${name}-data`), ...settings },
    );
  const workList = (name: string) => readFileSync(join(work, name, 'worklist.ndjson'), 'utf8');
  const metric = async (line: string) => {
    const text = await (await fetch(`${operator}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.split(' ')[1],
    );
  };
  const answered = () => metric('hoofbeats_worker_jobs_total{lane="batch",outcome="answered"}');

  it('has the model run by them, in the batch lane, and comes to the same bytes', async () => {
    expect(await answered()).toBe(0);
    const [queued, alone] = [await screen('queued', { QUEUE: 'on', REDIS_URL: redis.url }), await screen('alone', {})];
    for (const { status, stderr } of [queued, alone]) expect(status, stderr).toBe(0);
    expect(JSON.parse(queued.stdout)).toMatchObject({ patients, assessed: 10, problems: 0 });
    expect(queued.stderr).not.toContain('model run here');
    expect(workList('queued')).toBe(workList('alone'));
    expect(workList('queued').split('\n').length).toBeGreaterThan(5);
    expect(await answered()).toBeGreaterThan(10);
    // No job is left behind, and none ever named a patient.
    expect(await redis.dump()).not.toMatch(/replyTo|Patient/);
  });

  it('tells the operator how the worker fares', async () => {
    const [live, ready] = await Promise.all(['live', 'ready'].map((path) => fetch(`${operator}/health/${path}`)));
    expect([live?.status, ready?.status]).toEqual([200, 200]);
    expect(await metric('hoofbeats_queue_jobs{lane="interactive",state="waiting"}')).toBe(0);
    expect(await metric('hoofbeats_queue_oldest_seconds{lane="interactive"}')).toBe(0);
    // The batch worker is a process of its own, and its figures are among these.
    expect(await metric('hoofbeats_queue_jobs{lane="batch",state="dead"}')).toBe(0);
    expect(await metric('hoofbeats_worker_job_wait_seconds_count{lane="batch"}')).toBe(await answered());
    expect((await fetch(`${operator}/cds-services`)).status).toBe(404);
  });

  describe('when Redis goes', () => {
    let gone: Ended;
    beforeAll(async () => {
      await redis.stop();
      gone = await screen('gone', { QUEUE: 'on', REDIS_URL: redis.url });
    }, 120_000);

    it('runs the model itself, and says so', () => {
      expect(gone.status).toBe(0);
      expect(workList('gone')).toBe(workList('alone'));
      expect(gone.stderr).toContain('model run here, not by a worker');
      expect(gone.stderr).toContain('"unreachable"');
    });

    it('the worker is not ready any more, and lives', async () => {
      const ready = await fetch(`${operator}/health/ready`);
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({ failing: [{ part: 'queue', reason: expect.any(String) }] });
      expect((await fetch(`${operator}/health/live`)).status).toBe(200);
    });
  });
});
