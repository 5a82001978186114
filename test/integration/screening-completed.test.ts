import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NotifiedEndpoint, notifiedEndpoint } from '../fixtures/notified-endpoint.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { hoofbeats, type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { subscriptionTo } from '../fixtures/subscription-site.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const patients = 12;
const fhir = { 'content-type': 'application/fhir+json' };

describe('a screening by the command', () => {
  const dir = temporaryFolder();
  const settings = { DATA_DIR: join(dir, 'data') };
  let server: ServeProcess;
  let endpoint: NotifiedEndpoint;

  beforeEach(async () => {
    mkdirSync(settings.DATA_DIR);
    [server, endpoint] = await Promise.all([serveProcess(settings), notifiedEndpoint()]);
    await writeScreeningData(join(dir, 'ndjson'), patients);
  }, 120_000);
  afterEach(async () => {
    await server.stop();
    await endpoint.close();
  });

  it('is told to those who have subscribed at the server beside it, without a word of any patient', async () => {
    const wanted = subscriptionTo({ endpoint: endpoint.url, topic: 'screening-completed', content: 'full-resource' });
    const body = JSON.stringify(wanted);
    const created = await fetch(`${server.url}/fhir/Subscription`, { method: 'POST', headers: fhir, body });
    expect(created.status).toBe(201);
    await endpoint.until((received) => received.length > 0);

    const out = join(dir, 'out');
    const command = hoofbeats(['screen', '--ndjson', join(dir, 'ndjson'), '--out', out, '--threads', '1'], settings);
    const [status] = await once(command, 'close');
    expect(status).toBe(0);

    const isNews = ({ body }: { body: unknown }) => JSON.stringify(body).includes('event-notification');
    const news = (await endpoint.until((received) => received.some(isNews))).find(isNews)!;
    const task = news.body.entry.map(({ resource }: { resource: unknown }) => resource).at(-1);
    expect(task).toMatchObject({ resourceType: 'Task', status: 'completed' });
    expect(task.output[0]).toEqual({ type: { text: 'Patients' }, valueInteger: patients });
    expect(JSON.stringify(news.body)).not.toMatch(/Patient\/|Ectopia|Marfan/);
  }, 240_000);
});
