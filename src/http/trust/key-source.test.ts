import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ClientKey, clientKey } from '../../../test/fixtures/client-token.ts';
import { fetchKeys } from './jwks-fetch.ts';
import { remoteKeys } from './key-source.ts';

const url = 'https://ehr.example/jwks.json';
const [first, second] = [clientKey('ES384', 'one'), clientKey('ES384', 'two')];
const jwksOf = (...keys: ClientKey[]) => ({ keys: keys.map(({ jwk }) => jwk) }) as never;

/** A key source with a clock and a publisher of the test's own. */
function setUp(maxAgeMs?: number) {
  const world = { now: 0, published: [first], fetches: 0, fails: false };
  const source = remoteKeys(url, {
    now: () => world.now,
    fetch: async () => {
      world.fetches++;
      if (world.fails) throw new Error('down');
      return { jwks: jwksOf(...world.published), ...(maxAgeMs !== undefined && { maxAgeMs }) };
    },
  });
  const find = async (kid: string) => {
    const key = await source({ alg: 'ES384', kid }, {} as never);
    return 'type' in key ? key.type : undefined;
  };
  return { world, find };
}

describe('remote keys', () => {
  it('J5: are fetched once for many tokens, also for many at once', async () => {
    const { world, find } = setUp();
    await Promise.all(Array.from({ length: 10 }, () => find('one')));
    await find('one');
    expect(world.fetches).toBe(1);
  });

  it('J5: rotate on an unknown kid, at most once per cool-down', async () => {
    const { world, find } = setUp();
    await find('one');
    world.published = [second];
    world.now = 29_999;
    await expect(find('two')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(world.fetches).toBe(1);
    world.now = 30_000;
    expect(await find('two')).toBe('public');
    for (let at = 0; at < 100; at++) await expect(find(`made-up-${at}`)).rejects.toThrow();
    expect(world.fetches).toBe(2);
  });

  it('J13: a withdrawn key is forgotten with the next fetch', async () => {
    const { world, find } = setUp();
    await find('one');
    world.published = [second];
    world.now = 600_000;
    await expect(find('one')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  });

  it.each([
    ['as long as Cache-Control says', 120_000, 119_999, 120_000],
    ['ten minutes without a word', undefined, 599_999, 600_000],
    ['for the cool-down at least', 0, 29_999, 30_000],
    ['a day at most', 31 * 86_400_000, 86_399_999, 86_400_000],
  ])('J5: are kept %s', async (_, maxAge, still, over) => {
    const { world, find } = setUp(maxAge);
    await find('one');
    world.now = still;
    await find('one');
    expect(world.fetches).toBe(1);
    world.now = over;
    await find('one');
    expect(world.fetches).toBe(2);
  });

  it('J5: outlive a publisher that is down, for an hour, and ask it no more than once per cool-down', async () => {
    const { world, find } = setUp();
    await find('one');
    world.fails = true;
    world.now = 600_000;
    for (let at = 0; at < 5; at++) expect(await find('one')).toBe('public');
    expect(world.fetches).toBe(2);
    world.now = 600_000 + 3_600_001;
    await expect(find('one')).rejects.toMatchObject({ code: 'TRUST_UNAVAILABLE' });
    world.fails = false;
    await expect(find('one')).rejects.toMatchObject({ code: 'TRUST_UNAVAILABLE' });
    world.now += 30_000;
    expect(await find('one')).toBe('public');
  });

  it('J5: a malformed key set counts as none', async () => {
    const source = remoteKeys(url, { fetch: async () => ({ jwks: { keys: 'x' } as never }) });
    await expect(source({ alg: 'ES384', kid: 'one' }, {} as never)).rejects.toMatchObject({
      code: 'TRUST_UNAVAILABLE',
    });
  });

  it('J3: a symmetric key in a published set serves no algorithm', async () => {
    const jwks = { keys: [{ kty: 'oct', kid: 'one', k: 'c2VjcmV0' }] };
    const source = remoteKeys(url, { fetch: async () => ({ jwks }) });
    for (const alg of ['HS256', 'ES384']) await expect(source({ alg, kid: 'one' }, {} as never)).rejects.toThrow();
  });
});

describe('fetching a key set', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  it('J5: reads keys and Cache-Control', async () => {
    const at = await serve((_request, response) => {
      response.setHeader('Cache-Control', 'public, max-age=60').end(JSON.stringify(jwksOf(first)));
    });
    expect(await fetchKeys(at)).toEqual({ jwks: jwksOf(first), maxAgeMs: 60_000 });
  });

  it.each<[string, RequestListener]>([
    ['a redirect', (_request, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
    ['a failure', (_request, response) => response.writeHead(500).end()],
    ['what is no JSON', (_request, response) => response.end('<html>')],
    ['more than a key set can be', (_request, response) => response.end(`"${'x'.repeat(300_000)}"`)],
    ['silence', () => {}],
  ])('J5: fails at %s', async (_, listener) => {
    await expect(fetchKeys(await serve(listener))).rejects.toThrow();
  });
});
