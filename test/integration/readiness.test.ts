import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { openTrust } from '../../src/http/trust/trust.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { openRecords } from '../../src/records.ts';
import { assessorOf, marfan } from '../fixtures/marfan-assessment.ts';
import { hasPostgres, startPostgres } from '../fixtures/postgres.ts';
import { redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { testServer } from '../fixtures/test-server.ts';
import { publicUrl, trustedEhr } from '../fixtures/trusted-ehr.ts';

const nowhere = new PassThrough().resume();
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).toReversed()) await one();
});

const keys = {
  SEAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  PSEUDONYM_KEY: randomBytes(32).toString('base64'),
};

/** A server with these settings, as to trust and records. */
async function serverWith(settings: Readonly<Record<string, string>>) {
  const ehr = await trustedEhr();
  const registered = { PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry };
  const config = loadConfig({ DATA_DIR: temporaryFolder(), ...registered, ...keys, ...settings });
  const trust = await openTrust(config, { logger: createLogger({ level: 'error', stream: nowhere }) });
  const records = await openRecords(config);
  cleanUp.push(
    ehr.close,
    () => trust.close(),
    () => records.close().catch(() => {}),
  );
  const server = await testServer(assessorOf(marfan), { config, trust, records });
  const ready = async () => {
    const { status, body } = await request(server.app).get('/health/ready');
    return { status, body };
  };
  return { ...server, records, ready };
}
const ready = { status: 200, body: { status: 'ready' } };
const failing = (part: string, reason: string) => ({
  status: 503,
  body: { status: 'unready', failing: [{ part, reason }] },
});
const noDatabase = failing('records', 'The database does not answer.');

describe('readiness', { timeout: 60_000 }, () => {
  it('is lost with the embedded database', async () => {
    const { ready: now, records } = await serverWith({});
    expect(await now()).toEqual(ready);
    await records.db.destroy();
    expect(await now()).toEqual(noDatabase);
  });

  it.skipIf(!hasPostgres || process.env.TEST_DATABASE_URL !== undefined)(
    'is lost with PostgreSQL (needs postgresql)',
    async () => {
      const postgres = await startPostgres();
      const { ready: now, log } = await serverWith({ DATABASE_URL: await postgres.database() });
      expect(await now()).toEqual(ready);
      await postgres.stop();
      expect(await now()).toEqual(noDatabase);
      expect(log()).toContain('part does not answer');
    },
  );

  it.skipIf(!redisInstalled)('J9: is lost with Redis, and comes back with it (needs redis-server)', async () => {
    const redis = await startRedis();
    const { ready: now, app } = await serverWith({ REDIS_URL: redis.url });
    expect(await now()).toEqual(ready);
    await redis.stop();
    expect(await now()).toEqual(failing('trust', 'The Redis of REDIS_URL does not answer.'));
    expect((await request(app).get('/health/live')).status).toBe(200);
    const again = await startRedis(redis.port);
    cleanUp.push(again.stop);
    await expect.poll(now, { timeout: 10_000, interval: 200 }).toEqual(ready);
  });
});
