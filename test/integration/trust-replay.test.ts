import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { redisReplayGuard } from '../../src/http/trust/redis-replay-guard.ts';
import { replayGuardSuite } from '../conformance/replay-guard-suite.ts';
import { type RedisServer, redisInstalled, startRedis } from '../fixtures/redis-server.ts';
import { publicUrl, servicePath, type TrustedEhr, trustedEhr } from '../fixtures/trusted-ehr.ts';

describe.skipIf(!redisInstalled)('replay guard in Redis (needs redis-server)', { timeout: 60_000 }, () => {
  let redis: RedisServer;
  let ehr: TrustedEhr;
  beforeAll(async () => {
    [redis, ehr] = await Promise.all([startRedis(), trustedEhr()]);
  });
  afterAll(() => Promise.all([redis.stop(), ehr.close()]));

  const ignore = () => {};
  describe('conforms', () => {
    replayGuardSuite(async () => redisReplayGuard(redis.url, ignore));
  });

  /** What another process of the same deployment makes of tokens. */
  async function inAnotherProcess(tokens: readonly string[], url = redis.url): Promise<readonly string[]> {
    const script = join(projectRoot, 'test', 'fixtures', 'authenticate-once.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', script, servicePath, ...tokens],
      {
        cwd: projectRoot,
        env: { ...process.env, PUBLIC_URL: publicUrl, EHR_REGISTRY: ehr.registry, REDIS_URL: url },
      },
    );
    return JSON.parse(stdout);
  }

  it('J9: of two processes that see a token one accepts it', async () => {
    const tokens = Array.from({ length: 10 }, () => ehr.token());
    const [one, two] = await Promise.all([inAnotherProcess(tokens), inAnotherProcess(tokens)]);
    for (const at of tokens.keys()) expect([one[at], two[at]].sort()).toEqual(['UNAUTHENTICATED', 'accepted']);
    expect(await inAnotherProcess(tokens)).toEqual(tokens.map(() => 'UNAUTHENTICATED'));
  });

  it('C14: Redis holds nothing of a token', async () => {
    const token = ehr.token({ claims: { jti: 'jti-that-must-not-appear' } });
    expect(await inAnotherProcess([token])).toEqual(['accepted']);
    const held = await redis.dump();
    expect(held).toContain('hoofbeats:jti:');
    expect(held).not.toContain('jti-that-must-not-appear');
    for (const part of token.split('.')) expect(held).not.toContain(part);
  });

  it('J9: without its Redis nobody is let in', async () => {
    const gone = await startRedis();
    await gone.stop();
    expect(await inAnotherProcess([ehr.token()], gone.url)).toEqual(['TRUST_UNAVAILABLE']);
  });
});
