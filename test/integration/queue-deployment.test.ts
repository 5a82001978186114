import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Bundle, RiskAssessment } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir } from '../../src/config/paths.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { hoofbeats, type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';

const OPERATOR_TOKEN = 'a token for the operator';

describe.skipIf(!redisInstalled)('a server with workers (needs redis-server)', { timeout: 60_000 }, () => {
  let redis: RedisServer;
  let worker: Process;
  let server: ServeProcess;
  let plain: ServeProcess;
  beforeAll(async () => {
    redis = await startRedis();
    const keys = sharedKeys().settings;
    const settings = { ...keys, REDIS_URL: redis.url, DEADLINE_MS: '20000' };
    [worker, server, plain] = await Promise.all([
      workerProcess(settings),
      serveProcess({ ...settings, QUEUE: 'on', OPERATOR_TOKEN, DATA_DIR: temporaryFolder() }),
      serveProcess({ ...settings, DATA_DIR: temporaryFolder() }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([server.stop(), plain.stop()]);
    await worker.stop();
    await redis.stop();
  });

  /** What the server says about a patient with a published diagnosis. */
  const predictions = async ({ url }: ServeProcess) => {
    const response = await fetch(`${url}/fhir/$differential`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: readFileSync(join(fhirProfilesDir, 'examples', 'tall-boy-lens.json')),
    });
    const { entry } = (await response.json()) as Bundle<RiskAssessment>;
    return entry?.flatMap(({ resource }) =>
      resource?.resourceType === 'RiskAssessment' ? (resource.prediction ?? []) : [],
    );
  };
  const metric = async (name: string) => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith(name));
  };
  const answered = async () => Number((await metric('hoofbeats_queue_reply_seconds_count'))[0]?.split(' ')[1] ?? 0);

  it('gives the very numbers that a server alone gives, by a worker', async () => {
    const alone = await predictions(plain);
    expect(alone?.length).toBeGreaterThan(3);
    await expect.poll(async () => (await predictions(server)) && answered(), { timeout: 10_000 }).toBeGreaterThan(1);
    const before = await answered();
    expect(await predictions(server)).toEqual(alone);
    expect(await answered()).toBeGreaterThan(before);
    await expect
      .poll(() => metric('hoofbeats_queue_jobs'), { timeout: 5000 })
      .toContain('hoofbeats_queue_jobs{lane="interactive",state="dead"} 0');
  });

  it('shows its queues to the operator, for reading', async () => {
    const get = (path: string, authorization?: string, method = 'GET') =>
      fetch(`${server.url}/operator/queues${path}`, { method, ...(authorization && { headers: { authorization } }) });
    const refused = await get('/');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Basic');
    for (const wrong of ['Bearer another', `Basic ${btoa('operator:another')}`, `Digest ${OPERATOR_TOKEN}`, 'Bearer'])
      expect((await get('/', wrong)).status, wrong).toBe(401);
    const basic = `Basic ${btoa(`operator:${OPERATOR_TOKEN}`)}`;
    const page = await get('/', basic);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Hoofbeats queues');
    expect(page.headers.get('content-security-policy')).not.toContain('https:');
    const listed = await (await get('/api/queues', basic)).text();
    expect(JSON.parse(listed).queues).toMatchObject([
      { name: expect.stringContaining('interactive.rare-disease'), readOnlyMode: true },
    ]);
    const name = encodeURIComponent(JSON.parse(listed).queues[0].name);
    for (const [method, path] of [
      ['PUT', 'pause'],
      ['PUT', 'clean/failed'],
      ['POST', 'add'],
      ['PUT', 'obliterate'],
    ])
      expect((await get(`/api/queues/${name}/${path}`, basic, method)).status, path).toBe(405);
  });

  it('does not show what a job holds', async () => {
    await worker.stop();
    // Nobody takes it: it stays.
    await predictions(server);
    const listed = await fetch(`${server.url}/operator/queues/api/queues?status=waiting`, {
      headers: { authorization: `Basic ${btoa(`x:${OPERATOR_TOKEN}`)}` },
    });
    const [queue] = ((await listed.json()) as { queues: { name: string; counts: { waiting: number } }[] }).queues;
    expect(queue?.counts.waiting).toBeGreaterThan(0);
    const jobs = await fetch(
      `${server.url}/operator/queues/api/queues?activeQueue=${encodeURIComponent(queue!.name)}&status=waiting&page=1`,
      { headers: { authorization: `Basic ${btoa(`x:${OPERATOR_TOKEN}`)}` } },
    );
    const text = await jobs.text();
    expect(text).toContain('[sealed]');
    expect(text).not.toContain('replyTo');
    expect(text).not.toContain('keyId');
  });

  it('lists and replays dead letters at the command line', async () => {
    const run = async (args: readonly string[], settings: Readonly<Record<string, string>>) => {
      const child = hoofbeats(['queue', ...args], { REDIS_URL: '', ...settings });
      const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'exit'), text(child.stderr)]);
      return { status, output };
    };
    const here = { REDIS_URL: redis.url };
    expect(await run(['dead', '--json'], here)).toEqual({ status: 0, output: '{"letters":[]}\n' });
    expect(await run(['replay', 'no-such-id'], here)).toMatchObject({ status: 1 });
    expect(await run(['replay'], here)).toMatchObject({ status: 2 });
    expect(await run(['dead'], {})).toMatchObject({ status: 1 });
  });

  it('has no operator pages without OPERATOR_TOKEN', async () => {
    expect((await fetch(`${plain.url}/operator/queues`)).status).toBe(404);
  });

  it('stops in order', async () => {
    await server.stop();
    expect(server.output()).not.toContain('"level":"error"');
    expect(await worker.stop()).toBe(0);
    expect(worker.output()).not.toContain('"level":"error"');
  });
});
