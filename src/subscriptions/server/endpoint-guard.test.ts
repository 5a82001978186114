import { describe, expect, it } from 'vitest';
import { endpointGuard } from './endpoint-guard.ts';

const guard = (options: Partial<Parameters<typeof endpointGuard>[0]> = {}) =>
  endpointGuard({ endpoints: ['https://registry.example/hooks'], privateNetworks: [], loopback: false, ...options });

describe('endpoints that a subscriber may name', () => {
  it.each([
    ['a listed one', 'https://registry.example/hooks', true],
    ['one below it', 'https://registry.example/hooks/1?key=2', true],
    ['V17 another that begins alike', 'https://registry.example/hooks-of-others', false],
    ['V17 another host', 'https://elsewhere.example/hooks', false],
    ['V17 another port', 'https://registry.example:8443/hooks', false],
    ['V17 a path that leads out', 'https://registry.example/hooks/../admin', false],
    ['V17 a user in it', 'https://me:secret@registry.example/hooks', false],
    ['SB32 plain HTTP', 'http://registry.example/hooks', false],
    ['another scheme', 'file:///etc/passwd', false],
    ['no URL', 'registry', false],
    ['V17 this machine', 'http://127.0.0.1:3000/hooks', false],
  ])('%s', (_, endpoint, expected) => {
    expect(guard().listed(endpoint)).toBe(expected);
  });

  it('are those of this machine where nobody else is served, by HTTP too', () => {
    expect(guard({ loopback: true }).listed('http://127.0.0.1:3001/hook')).toBe(true);
    expect(guard({ loopback: true }).listed('http://192.0.2.1/hook')).toBe(false);
  });

  it.each([
    ['a public address', ['93.184.215.14'], [], true],
    ['V17 a private address', ['10.0.0.7'], [], false],
    ['V17 one private address among others', ['93.184.215.14', '169.254.169.254'], [], false],
    ['a private address that the operator allows', ['10.0.0.7'], ['10.0.0.0/8'], true],
    ['a name that nobody knows', [], [], false],
  ])('are called by name or not: %s', async (_, addresses, privateNetworks, expected) => {
    const { mayCall } = guard({ privateNetworks, resolve: async () => addresses });
    expect(await mayCall('https://registry.example/hooks')).toBe(expected);
  });
});
