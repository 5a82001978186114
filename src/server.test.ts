import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessorOf, marfan } from '../test/fixtures/marfan-assessment.ts';
import { testServer } from '../test/fixtures/test-server.ts';
import { loadConfig } from './config/load.ts';
import { emptyPaths } from './http/empty-values.ts';
import type { PartHealth } from './http/health-routes.ts';
import { startServer } from './server.ts';

const call = {
  hook: 'patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  context: { userId: 'Practitioner/u1', patientId: 'p1' },
  prefetch: { patient: { resourceType: 'Patient', id: 'p1' } },
};
const post = (url: string) =>
  fetch(`${url}/cds-services/differential-diagnosis`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(call),
  });

describe('health', () => {
  it('is live at once, and ready when every part is', async () => {
    let parts: readonly PartHealth[] = [
      { part: 'model rare-disease', ready: false, reason: 'The package is still loading.' },
    ];
    const { app } = await testServer(assessorOf(marfan), { health: () => parts });
    expect((await request(app).get('/health/live')).body).toEqual({ status: 'live' });
    const unready = await request(app).get('/health/ready');
    expect(unready.status).toBe(503);
    expect(unready.body).toEqual({
      status: 'unready',
      failing: [{ part: 'model rare-disease', reason: 'The package is still loading.' }],
    });
    parts = [{ part: 'model rare-disease', ready: true }];
    expect((await request(app).get('/health/ready')).body).toEqual({ status: 'ready' });
  });
});

describe('metrics', () => {
  it('are in the Prometheus text format', async () => {
    const { app } = await testServer(assessorOf(marfan));
    const response = await request(app).get('/metrics');
    expect(response.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(response.text).toContain('# TYPE hoofbeats_http_request_duration_seconds histogram');
  });
});

describe('models', () => {
  let dir: string;
  const manifest = {
    id: 'rare-disease',
    version: '1.2.3',
    task: 'rare-disease-ranking',
    title: 'Rare diseases',
    opset: 18,
    inputs: [],
    outputs: [],
    applicability: { minPresentFindings: 2, cautionBelowFindings: 4, population: 'any', exclusions: ['none known'] },
    knowledge: { hpo: '2024-08-13' },
    licences: [],
    code: '0.1.0',
  };
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'models-'));
    const files = {
      'manifest.json': manifest,
      'labels.json': { diagnoses: [{ id: 'OMIM:1', ids: ['OMIM:1'], label: 'One', flags: [] }] },
      'evaluation.json': { protocol: ['p'], dataSets: [], candidates: 1, groups: [], curves: [] },
    };
    await mkdir(join(dir, 'rare-disease'));
    await mkdir(join(dir, 'torn'));
    for (const [name, json] of Object.entries(files))
      await writeFile(join(dir, 'rare-disease', name), JSON.stringify(json));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('are listed, a broken one with its problem', async () => {
    const { app } = await testServer(assessorOf(marfan), { config: loadConfig({ MODELS_DIR: dir }) });
    const { body } = await request(app).get('/models');
    expect(body.models).toEqual([
      { id: 'rare-disease', version: '1.2.3', title: 'Rare diseases', task: 'rare-disease-ranking' },
      { id: 'torn', problem: expect.stringContaining('manifest.json') },
    ]);
    expect(emptyPaths(body)).toEqual([]);
  });

  it('show manifest, number of diagnoses and evaluation', async () => {
    const { app } = await testServer(assessorOf(marfan), { config: loadConfig({ MODELS_DIR: dir }) });
    const { body } = await request(app).get('/models/rare-disease');
    expect(body).toMatchObject({ version: '1.2.3', diagnoses: 1, manifest, evaluation: { candidates: 1 } });
    expect((await request(app).get('/models/nothing')).status).toBe(404);
    expect((await request(app).get('/models/..%2Frare-disease')).status).toBe(404);
  });
});

describe('life of the server', () => {
  const config = loadConfig({ PORT: '0', DEADLINE_MS: '50' });

  it('makes absolute links from where it listens', async () => {
    const { dependencies } = await testServer(assessorOf(marfan), { config });
    const server = await startServer(dependencies);
    const { cards } = (await (await post(server.url)).json()) as { cards: { source: { url: string } }[] };
    expect(cards[0]?.source.url).toBe(`${server.url}/models/rare-disease`);
    await server.close();
    await expect(post(server.url)).rejects.toThrow();
  });

  it('waits for late assessments before it is closed', async () => {
    let finished = false;
    const slow = {
      assess: async () => {
        await sleep(200);
        finished = true;
        return marfan;
      },
    };
    const { dependencies } = await testServer(slow, { config });
    const server = await startServer(dependencies);
    expect(await (await post(server.url)).json()).toEqual({ cards: [] });
    expect(finished).toBe(false);
    await server.close();
    expect(finished).toBe(true);
  });

  it('finishes what is in flight, then stops its parts in reverse', async () => {
    const events: string[] = [];
    const part = (name: string, failure?: Error) => ({
      name,
      stop: async () => {
        events.push(name);
        if (failure) throw failure;
      },
    });
    const slow = { assess: () => sleep(40, marfan).finally(() => events.push('assessed')) };
    const parts = [part('terminology'), part('inference', new Error('stuck'))];
    const { dependencies, log } = await testServer(slow, { config: loadConfig({ PORT: '0' }), parts });
    const server = await startServer(dependencies);
    const answer = post(server.url);
    await sleep(20);
    await server.close();
    expect((await answer).status).toBe(200);
    expect(events).toEqual(['assessed', 'inference', 'terminology']);
    expect(log()).toContain('part did not stop');
  });

  it('says when its address is taken', async () => {
    const { dependencies } = await testServer(assessorOf(marfan), { config });
    const server = await startServer(dependencies);
    const taken = loadConfig({ PORT: new URL(server.url).port });
    await expect(startServer({ ...dependencies, config: taken })).rejects.toThrow('EADDRINUSE');
    await server.close();
  });
});

describe('root page and headers', () => {
  it('serves pages after the routes, under a policy without inline script', async () => {
    const { app } = await testServer(assessorOf(marfan), {
      pages: (request_, response, next) => (request_.path === '/' ? void response.send('page') : next()),
    });
    const response = await request(app).get('/');
    expect(response.text).toBe('page');
    expect(response.headers['content-security-policy']).toContain("script-src 'self'");
    expect(response.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(response.headers['x-powered-by']).toBeUndefined();
  });
});
