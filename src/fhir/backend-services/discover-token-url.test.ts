import { describe, expect, it } from 'vitest';
import { discoverTokenUrl } from './discover-token-url.ts';

const base = 'https://ehr.example/fhir';
const serving = (answers: Readonly<Record<string, unknown>>) =>
  (async (url: string) => {
    const answer = answers[url.slice(base.length)];
    return answer === undefined ? new Response('', { status: 404 }) : Response.json(answer);
  }) as typeof globalThis.fetch;

const capability = (valueUri: string) => ({
  resourceType: 'CapabilityStatement',
  rest: [
    {
      security: {
        extension: [
          {
            url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
            extension: [{ url: 'token', valueUri }],
          },
        ],
      },
    },
  ],
});

describe('discoverTokenUrl', () => {
  it('BS8: believes smart-configuration first, then the CapabilityStatement', async () => {
    const both = {
      '/.well-known/smart-configuration': { token_endpoint: 'https://a.example/t' },
      '/metadata': capability('https://b.example/t'),
    };
    expect(await discoverTokenUrl(base, serving(both))).toBe('https://a.example/t');
    expect(await discoverTokenUrl(base, serving({ '/metadata': both['/metadata'] }))).toBe('https://b.example/t');
  });

  it.each([
    ['nothing', {}],
    ['a URL in the clear', { '/metadata': capability('http://b.example/t') }],
    ['no URL', { '/.well-known/smart-configuration': { token_endpoint: 'token' } }],
  ])('refuses %s', async (_, answers) => {
    await expect(discoverTokenUrl(base, serving(answers))).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
  });
});
