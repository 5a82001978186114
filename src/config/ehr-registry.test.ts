import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ehrRegistrySchema, loadEhrRegistry } from './ehr-registry.ts';
import { projectRoot } from './paths.ts';

const dir = mkdtempSync(join(tmpdir(), 'registry-'));
afterAll(() => rmSync(dir, { recursive: true }));

const load = (content: unknown) => {
  const path = join(dir, 'ehrs.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadEhrRegistry(path);
};
const ehr = { issuer: 'https://ehr.example', jku: ['https://ehr.example/jwks.json'] };
const one = (changes: object) => ({ ehrs: [{ ...ehr, ...changes }] });

describe('registry of EHRs', () => {
  it('fills in what most EHRs have in common', () => {
    expect(load({ ehrs: [ehr] })).toEqual([
      {
        ...ehr,
        algorithms: ['ES384', 'RS384'],
        audiences: [],
        tenants: [],
        fhirServers: [],
        privateNetworks: [],
        prefetchKeys: {},
        dialect: 'standard',
      },
    ]);
  });

  it('finds its files beside it', () => {
    expect(load(one({ crosswalk: 'maps/labs.json' }))[0]?.crosswalk).toBe(join(dir, 'maps', 'labs.json'));
  });

  it.each([
    ['no JSON', '{', 'cannot be read as JSON'],
    ['no EHR', { ehrs: [] }, 'ehrs'],
    ['J3: algorithm none', one({ algorithms: ['none'] }), 'algorithms[0]'],
    ['J3: a symmetric algorithm', one({ algorithms: ['HS256'] }), 'algorithms[0]'],
    ['J3: a symmetric key', one({ jwks: { keys: [{ kty: 'oct', kid: 'k', k: 'AA' }] } }), 'jwks.keys[0].kty'],
    ['a private key', one({ jwks: { keys: [{ kty: 'RSA', kid: 'k', d: 'AA' }] } }), 'private key'],
    ['no keys at all', one({ jku: [] }), 'jku'],
    ['J5: a jku over plain HTTP', one({ jku: ['http://ehr.example/jwks.json'] }), 'must be https'],
    ['T2: a FHIR server over plain HTTP', one({ fhirServers: ['http://ehr.example/fhir'] }), 'must be https'],
    ['a network that is none', one({ privateNetworks: ['10.0.0.0/40'] }), 'privateNetworks[0]'],
    ['an unknown dialect', one({ dialect: 'klingon' }), 'dialect'],
    ['a misspelt member', one({ audience: ['x'] }), 'audience'],
    ['an issuer twice', { ehrs: [ehr, ehr] }, 'registered twice'],
  ])('refuses %s', (_, content, named) => {
    expect(() => load(content)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(named) }),
    );
  });

  it('names a file that is not there', () => {
    expect(() => loadEhrRegistry(join(dir, 'nothing.json'))).toThrow('EHR_REGISTRY');
  });
});

describe('docs/secure.md', () => {
  const page = readFileSync(join(projectRoot, 'docs', 'secure.md'), 'utf8');

  it('shows a registry that loads', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    expect(load(example)[0]).toMatchObject({ dialect: 'epic', privateNetworks: ['10.20.0.0/16'] });
  });

  it('explains every member', () => {
    const members = Object.keys(ehrRegistrySchema.shape.ehrs.element.shape);
    expect(members.filter((member) => !page.includes(`| \`${member}\` |`))).toEqual([]);
  });
});
