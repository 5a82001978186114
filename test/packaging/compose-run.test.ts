import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { freePort } from '../fixtures/free-port.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { redisInstalled } from '../fixtures/redis-server.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { type Process, workerProcess } from '../fixtures/worker-process.ts';
import { compose, environmentOf, madeSecrets, withSecretsAt } from './compose-file.ts';

const { api, worker, redis, postgres } = compose.services;
const installed = redisInstalled && hasPostgres;

/**
 * docker-compose.yml without containers: its secrets, its environments and its commands, in processes of this machine. Names
 * of services become addresses, and each listens on a free port.
 */
describe.skipIf(!installed)('what docker-compose.yml deploys (needs redis-server and PostgreSQL)', () => {
  const secrets = madeSecrets();
  const secret = (name: string) => readFileSync(join(secrets, name), 'utf8').trim();
  const ports = { redis: 0, worker: 0 };
  let redisServer: ChildProcess;
  let database: TestPostgres;
  let databaseUrl: URL;
  let server: ServeProcess;
  let working: Process;

  /** Services find one another by name, which only Compose can make true. */
  const readdress = (name: string, from: string, to: string) => {
    const file = join(secrets, name);
    const address = readFileSync(file, 'utf8').replace(from, to);
    spawnSync('chmod', ['u+w', file]);
    writeFileSync(file, address);
  };

  beforeAll(async () => {
    Object.assign(ports, { redis: await freePort(), worker: await freePort() });
    const [program = '', ...args] = redis!.command!.map((word) => withSecretsAt(secrets, word));
    redisServer = spawn(program, [...args, '--port', String(ports.redis), '--dir', temporaryFolder()], {
      stdio: 'ignore',
    });
    database = await startPostgres();
    databaseUrl = new URL(await database.database());
    await onDatabase(`create role hoofbeats login password '${secret('postgres-password')}'`);
    await onDatabase(`alter database ${databaseUrl.pathname.slice(1)} owner to hoofbeats`);
    readdress('redis-url', '@redis:6379', `@127.0.0.1:${ports.redis}`);
    readdress('database-url', '@postgres:5432/hoofbeats', `@${databaseUrl.host}${databaseUrl.pathname}`);
    const here = { HOST: '127.0.0.1', DATA_DIR: temporaryFolder(), DEADLINE_MS: '20000' };
    [server, working] = await Promise.all([
      serveProcess({ ...environmentOf(api!, secrets, { OPEN_MODE: 'network' }), ...here }),
      workerProcess({ ...environmentOf(worker!, secrets), ...here, WORKER_PORT: String(ports.worker) }),
    ]);
  }, 180_000);
  afterAll(async () => {
    await server?.stop();
    await working?.stop();
    redisServer?.kill();
    if (redisServer?.exitCode === null) await once(redisServer, 'exit');
    await database?.stop();
  }, 120_000);

  const onDatabase = async (sql: string) => {
    const client = new pg.Client({ connectionString: databaseUrl.href });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  const shell = (script: string) =>
    spawnSync('sh', ['-c', withSecretsAt(secrets, script).replaceAll('$$', '$')]).status;

  it('answers patient-view with a card, computed by the worker and kept in PostgreSQL', async () => {
    const card = execFileSync(process.execPath, ['scripts/first-card.mjs', server.url], { cwd: projectRoot });
    expect(String(card)).toContain('Marfan');
    const answered = async () =>
      /hoofbeats_worker_jobs_total\{[^}]*\} [1-9]/.test(
        await (await fetch(`http://127.0.0.1:${ports.worker}/metrics`)).text(),
      );
    await expect.poll(answered, { timeout: 20_000 }).toBe(true);
    await expect
      .poll(async () => Number((await onDatabase('select count(*) from assessment')).rows[0].count), {
        timeout: 20_000,
      })
      .toBeGreaterThan(0);
  });

  it('is found healthy by its health checks, and unhealthy without its secrets', async () => {
    const check = (environment: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, ['scripts/healthcheck.mjs'], { cwd: projectRoot, env: environment }).status;
    expect(check({ PORT: new URL(server.url).port })).toBe(0);
    expect(check({ WORKER_PORT: String(ports.worker), PORT: '1' })).toBe(0);
    const ping = redis!.healthcheck!.test.replace('redis-cli', `redis-cli -p ${ports.redis}`);
    expect(shell(ping)).toBe(0);
    expect(shell(ping.replace('redis.conf', 'redis-url'))).not.toBe(0);
    expect(shell(postgres!.healthcheck!.test.replace('-h 127.0.0.1', `-h 127.0.0.1 -p ${databaseUrl.port}`))).toBe(0);
  });

  it('has a Redis that asks for the password, evicts nothing and writes everything down', async () => {
    const client = new Redis(secret('redis-url'));
    expect(await client.config('GET', 'maxmemory-policy')).toContain('noeviction');
    expect(await client.config('GET', 'appendonly')).toContain('yes');
    await client.quit();
    const stranger = new Redis(ports.redis, '127.0.0.1', { maxRetriesPerRequest: 0 });
    stranger.on('error', () => {});
    await expect(stranger.ping()).rejects.toThrow('NOAUTH');
    stranger.disconnect();
  });

  it('gives the database and its clients one password', () => {
    expect(new URL(secret('database-url')).password).toBe(secret('postgres-password'));
    expect(secret('redis.conf')).toBe(`requirepass ${new URL(secret('redis-url')).password}`);
  });

  it('stops the server, then the worker, within the grace period', async () => {
    const started = performance.now();
    await server.stop();
    expect(await working.stop()).toBe(0);
    expect(performance.now() - started).toBeLessThan(Number.parseInt(api!.stop_grace_period!, 10) * 1000);
  });
});
