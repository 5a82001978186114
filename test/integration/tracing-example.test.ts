import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fhirProfilesDir, projectRoot } from '../../src/config/paths.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { traceCollector } from '../fixtures/trace-collector.ts';
import { type Process, sharedKeys, workerProcess } from '../fixtures/worker-process.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

describe.skipIf(!redisInstalled)('docs/otel.mjs (needs redis-server)', { timeout: 120_000 }, () => {
  let collector: Awaited<ReturnType<typeof traceCollector>>;
  let redis: RedisServer;
  let worker: Process;
  let server: ServeProcess;
  beforeAll(async () => {
    [collector, redis] = await Promise.all([traceCollector(), startRedis()]);
    const common = {
      ...sharedKeys().settings,
      REDIS_URL: redis.url,
      DEADLINE_MS: '20000',
      NODE_OPTIONS: `--import ${pathToFileURL(join(projectRoot, 'docs', 'otel.mjs'))}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      // Not within the time of this test: what is collected was sent at the end.
      OTEL_BSP_SCHEDULE_DELAY: '600000',
    };
    [worker, server] = await Promise.all([
      workerProcess({ ...common, OTEL_SERVICE_NAME: 'hoofbeats-worker' }),
      serveProcess({ ...common, OTEL_SERVICE_NAME: 'hoofbeats-server', QUEUE: 'on', DATA_DIR: temporaryFolder() }),
    ]);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await worker?.stop();
    await redis.stop();
    await collector.close();
  });

  it('sends one trace of a call from the server and from the worker, and what is left when they stop', async () => {
    const ask = () =>
      fetch(`${server.url}/fhir/$differential`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json', traceparent: `00-${traceId}-b7ad6b7169203331-01` },
        body: readFileSync(join(fhirProfilesDir, 'examples', 'tall-boy-lens.json')),
      }).then(({ status }) => status);
    const replies = async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      return Number(/^hoofbeats_queue_reply_seconds_count\S* (\d+)/m.exec(metrics)?.[1] ?? 0);
    };
    // On a busy machine the embedded model is faster at first.
    await expect.poll(async () => (await ask()) === 200 && replies(), { timeout: 60_000 }).toBeGreaterThan(1);
    expect(collector.collected).toEqual([]);
    await server.stop();
    expect(await worker.stop()).toBe(0);
    const spans = collector.collected.filter(({ traceId: id }) => id === traceId);
    expect(spans.map(({ service, name }) => `${service}: ${name}`)).toEqual(
      expect.arrayContaining([
        'hoofbeats-server: POST /fhir/$differential',
        'hoofbeats-server: assess',
        'hoofbeats-worker: reply',
      ]),
    );
    const work = spans.find(({ service, name }) => service === 'hoofbeats-worker' && name.startsWith('process '));
    const sent = spans.find(({ spanId }) => spanId === work?.parentSpanId);
    expect(sent).toMatchObject({ service: 'hoofbeats-server', name: expect.stringMatching(/^send /) });
  });
});
