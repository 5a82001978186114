import { describe, expect, it } from 'vitest';
import { loadConfig, requireSafeExposure, unsafeSettings } from './load.ts';
import { isLoopback } from './loopback.ts';

const registry = { EHR_REGISTRY: 'ehrs.json', PUBLIC_URL: 'https://ddx.example' };
const exposure = (environment: Record<string, string>) => () => requireSafeExposure(loadConfig(environment));

describe('exposure', () => {
  it.each([
    ['nothing at all: open mode on loopback', {}],
    ['open mode on another spelling of loopback', { HOST: '::1' }],
    ['open mode on the network, asked for', { HOST: '0.0.0.0', OPEN_MODE: 'network' }],
    ['a registry on the network', { HOST: '0.0.0.0', ...registry }],
  ])('J1: allows %s', (_, environment) => {
    expect(exposure(environment)).not.toThrow();
  });

  it.each([
    ['all addresses without a registry', { HOST: '0.0.0.0' }, 'OPEN_MODE=network'],
    ['all IPv6 addresses without a registry', { HOST: '::' }, 'OPEN_MODE=network'],
    ['a name that only begins like loopback', { HOST: '127.0.0.1.evil.example' }, 'OPEN_MODE=network'],
    ['J6: a registry without PUBLIC_URL', { EHR_REGISTRY: 'ehrs.json' }, 'needs PUBLIC_URL'],
  ])('J1: refuses %s', (_, environment, sentence) => {
    expect(exposure(environment)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(exposure(environment)).toThrow(sentence);
  });

  it('J1: open mode is loud, and louder beyond loopback', () => {
    expect(unsafeSettings(loadConfig({}))).toEqual([expect.stringMatching(/OPEN MODE.*on this machine/)]);
    expect(unsafeSettings(loadConfig({ HOST: '0.0.0.0', OPEN_MODE: 'network' }))).toEqual([
      expect.stringMatching(/OPEN MODE.*any machine that reaches HOST 0\.0\.0\.0/),
    ]);
    expect(unsafeSettings(loadConfig(registry))).toEqual([]);
  });

  it('T2: warns of a FHIR server over plain HTTP', () => {
    const config = loadConfig({ FHIR_SERVERS: 'http://hapi:8080/fhir, https://fhir.example/r4' });
    expect(config.FHIR_SERVERS).toEqual(['http://hapi:8080/fhir', 'https://fhir.example/r4']);
    expect(unsafeSettings(config)).toContainEqual(expect.stringContaining('hapi:8080'));
    expect(() => loadConfig({ FHIR_SERVERS: 'hapi' })).toThrow('FHIR_SERVERS');
  });

  it('T2: warns of registered EHRs that are told to come over plain HTTP', () => {
    const reached = (PUBLIC_URL: string) => unsafeSettings(loadConfig({ EHR_REGISTRY: 'ehrs.json', PUBLIC_URL }));
    expect(reached('http://ddx.hospital.example')).toEqual([expect.stringContaining('in the clear')]);
    expect([...reached('https://ddx.hospital.example'), ...reached('http://127.0.0.1:3000')]).toEqual([]);
  });

  it.each(['banana', '10.0.0.0/40', '1', 'true'])('refuses a TRUST_PROXY of %s', (value) => {
    expect(() => loadConfig({ TRUST_PROXY: value })).toThrow('TRUST_PROXY');
  });

  it('knows loopback', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'].every(isLoopback)).toBe(true);
    expect(['0.0.0.0', '10.0.0.1', 'localhost.example', '', '::'].some(isLoopback)).toBe(false);
  });
});
