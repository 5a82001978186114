import { describe, expect, it } from 'vitest';
import { authorisedRequests, type RequestOptions } from './authorised-request.ts';

const base = 'https://ehr.example/fhir';
const access = { token: async () => 'secret', refuse: () => {} };

/** Follows redirects as the table has them, and tells what was asked of whom, with which token. */
async function asked(start: string, table: Readonly<Record<string, string>>, options: RequestOptions = {}) {
  const requests: [url: string, token: string | null][] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    requests.push([url, new Headers(init?.headers).get('authorization')]);
    const location = table[url];
    return location === undefined
      ? Response.json({})
      : new Response(null, { status: 307, headers: { Location: location } });
  }) as typeof globalThis.fetch;
  const response = await authorisedRequests({ access, fetch })(start, options);
  return { requests, status: response.status };
}

const token = 'Bearer secret';

describe('authorisedRequests', () => {
  it('keeps the token on the way within one origin', async () => {
    const { requests } = await asked(`${base}/a`, { [`${base}/a`]: '/fhir/b' });
    expect(requests).toEqual([
      [`${base}/a`, token],
      [`${base}/b`, token],
    ]);
  });

  it('BS9: drops it at the first foreign host, and does not take it up again', async () => {
    const store = 'https://store.example/a';
    const { requests } = await asked(`${base}/a`, { [`${base}/a`]: store, [store]: `${base}/c` });
    expect(requests).toEqual([
      [`${base}/a`, token],
      [store, null],
      [`${base}/c`, null],
    ]);
  });

  it.each([
    ['to plain HTTP', 'http://ehr.example/fhir/a', {}],
    ['to no URL', 'http://[', {}],
    [
      'to a foreign host with a body, which may name patients',
      'https://store.example/',
      { method: 'POST', body: '{}' },
    ],
  ] as const)('does not follow %s', async (_, location, options) => {
    const { requests, status } = await asked(`${base}/a`, { [`${base}/a`]: location }, options);
    expect(status).toBe(307);
    expect(requests).toHaveLength(1);
  });

  it('does not run in circles', async () => {
    const { requests, status } = await asked(`${base}/a`, { [`${base}/a`]: `${base}/a` });
    expect([requests.length, status]).toEqual([6, 307]);
  });

  it('BS10: sends no token in the clear, and none where none is wanted', async () => {
    expect((await asked('http://files.example/a', {})).requests).toEqual([['http://files.example/a', null]]);
    expect((await asked(`${base}/a`, {}, { withToken: false })).requests).toEqual([[`${base}/a`, null]]);
  });
});
