import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { migrations } from '../../src/store/migrations.ts';
import { runCommand } from '../fixtures/command.ts';
import { freePort } from '../fixtures/free-port.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { type Process, workerProcess } from '../fixtures/worker-process.ts';
import { hasHelm } from './helm-program.ts';
import { componentOf, environmentOf, type PodTemplate, podsOf, rendered, valueSets } from './rendered.ts';

const pod = (files: readonly string[] | undefined, component: string): PodTemplate =>
  podsOf(rendered(files ?? [])).find((one) => componentOf(one) === component)!;

/** The environment of a pod, its folders below one of ours, its ports free ones, which the log tells. */
const settingsOf = (template: PodTemplate, root: string) => ({
  ...Object.fromEntries(
    Object.entries(environmentOf(template)).map(([name, value]) => [
      name,
      /^(WORKER_)?PORT$/.test(name) ? '0' : value.startsWith('/') ? join(root, value) : value,
    ]),
  ),
  LOG_LEVEL: 'info',
});

/** What the kubelet asks, and what `helm test` does, of a pod that runs. */
async function answersAsAsked(template: PodTemplate, url: string): Promise<void> {
  const { startupProbe, livenessProbe, readinessProbe } = template.spec.containers[0];
  for (const { httpGet } of [startupProbe, livenessProbe, readinessProbe])
    expect((await fetch(url + httpGet.path)).status).toBe(200);
}

const helmTest = (template: PodTemplate, url: string) => {
  const { command, args } = template.spec.containers[0];
  return spawnSync(process.execPath, [...command.slice(1), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environmentOf(template), SERVICE: url },
  });
};

describe.skipIf(!hasHelm)('what the pods of the chart run (with helm, or HELM_PATH)', () => {
  it('serves on a laptop', { timeout: 120_000 }, async () => {
    const api = pod(valueSets.laptop, 'api');
    const server = await serveProcess(settingsOf(api, temporaryFolder()));
    await answersAsAsked(api, server.url);
    const test = pod(valueSets.laptop, 'test');
    expect(helmTest(test, server.url)).toMatchObject({ status: 0, stdout: '/health/ready 200\n/cds-services 200\n' });
    await server.stop();
    expect(helmTest(test, server.url).status).not.toBe(0);
  });

  describe.skipIf(!hasPostgres || !redisInstalled)('in a hospital (with PostgreSQL and Redis)', () => {
    const root = temporaryFolder();
    let postgres: TestPostgres;
    let redis: RedisServer;
    let server: ServeProcess | undefined;
    let worker: Process | undefined;

    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };

    beforeAll(async () => {
      [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
      const secrets = {
        DATABASE_URL: await postgres.database(),
        REDIS_URL: redis.url,
        SEAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
        PSEUDONYM_KEY: randomBytes(32).toString('base64'),
        AUDIT_TOKEN: 'a token of the auditor',
        OPERATOR_TOKEN: 'a token of the operator',
      };
      for (const [name, value] of Object.entries(secrets)) put(`/etc/hoofbeats/secrets/${name}`, `${value}\n`);
      const ehr = { issuer: 'https://ehr.example', jku: ['https://ehr.example/jwks.json'] };
      put('/etc/hoofbeats/registry/ehrs.json', JSON.stringify({ ehrs: [ehr] }));
    }, 180_000);

    afterAll(async () => {
      await Promise.all([server?.stop(), worker?.stop()]);
      await Promise.all([postgres?.stop(), redis?.stop()]);
    });

    it('migrates, serves, works and is tested', { timeout: 240_000 }, async () => {
      const migrate = pod(valueSets.production, 'migrate');
      const { status, stdout } = await runCommand(migrate.spec.containers[0].args, settingsOf(migrate, root));
      expect(status).toBe(0);
      expect(stdout).toBe(`Applied: ${Object.keys(migrations).join(', ')}.\n`);

      const workers = pod(valueSets.production, 'worker');
      const port = String(await freePort());
      worker = await workerProcess({ ...settingsOf(workers, root), WORKER_PORT: port });
      // Its batch process says first that it works.
      await vi.waitFor(() => answersAsAsked(workers, `http://127.0.0.1:${port}`), { timeout: 60_000, interval: 200 });

      const api = pod(valueSets.production, 'api');
      server = await serveProcess(settingsOf(api, root));
      await answersAsAsked(api, server.url);
      const test = pod(valueSets.production, 'test');
      expect(helmTest(test, server.url)).toMatchObject({ status: 0, stdout: '/health/ready 200\n/cds-services 401\n' });
      expect(server.output()).not.toContain('OPEN MODE');
      expect(await worker.stop()).toBe(0);
    });
  });
});
