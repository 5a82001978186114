import { describe, expect, it } from 'vitest';
import { isSpecialPurpose } from './address-range.ts';
import { allowedFhirServer, fhirBase } from './server-guard.ts';

const allowList = {
  servers: ['https://fhir.ehr.example/r4', 'https://inside.ehr.example/fhir/', 'http://127.0.0.1:8080/fhir'],
  privateNetworks: ['10.20.0.0/16'],
};
const addresses: Readonly<Record<string, readonly string[]>> = {
  'fhir.ehr.example': ['93.184.215.14'],
  'inside.ehr.example': ['10.20.1.2'],
};
const judge = (url: string, resolved: readonly string[] = []) =>
  allowedFhirServer(url, allowList, async (host) => (resolved.length > 0 ? resolved : (addresses[host] ?? [])));

describe('allowedFhirServer', () => {
  it.each([
    ['a listed base URL', 'https://fhir.ehr.example/r4', 'https://fhir.ehr.example/r4'],
    [
      'the same with a final slash, capitals and the default port',
      'https://FHIR.ehr.example:443/r4/',
      'https://fhir.ehr.example/r4',
    ],
    ['a private address in a listed network', 'https://inside.ehr.example/fhir', 'https://inside.ehr.example/fhir'],
    ['a listed literal address', 'http://127.0.0.1:8080/fhir', 'http://127.0.0.1:8080/fhir'],
  ])('C16: allows %s', async (_, url, base) => {
    expect(await judge(url)).toEqual({ allowed: true, base });
  });

  it.each([
    ['another host', 'https://evil.example/r4', 'not-listed'],
    ['another path', 'https://fhir.ehr.example/r5', 'not-listed'],
    ['a path below', 'https://fhir.ehr.example/r4/tenant', 'not-listed'],
    ['a path that climbs out', 'https://fhir.ehr.example/r4/../admin', 'not-listed'],
    ['another port', 'https://fhir.ehr.example:8443/r4', 'not-listed'],
    ['plain HTTP', 'http://fhir.ehr.example/r4', 'not-listed'],
    ['a listed name as a prefix', 'https://fhir.ehr.example.evil.example/r4', 'not-listed'],
    ['a listed name as a user', 'https://fhir.ehr.example@evil.example/r4', 'malformed'],
    ['the metadata service of a cloud', 'http://169.254.169.254/latest/meta-data', 'not-listed'],
    ['loopback on a port that is not listed', 'http://127.0.0.1:6379/fhir', 'not-listed'],
    ['loopback written as a number', 'http://2130706433:6379/fhir', 'not-listed'],
    ['loopback in IPv6', 'http://[::1]:8080/fhir', 'not-listed'],
    ['a query', 'https://fhir.ehr.example/r4?x=1', 'malformed'],
    ['a fragment', 'https://fhir.ehr.example/r4#x', 'malformed'],
    ['a file', 'file:///etc/passwd', 'malformed'],
    ['no URL', 'fhir.ehr.example/r4', 'malformed'],
  ])('C16: refuses %s', async (_, url, reason) => {
    expect(await judge(url)).toEqual({ allowed: false, reason });
  });

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
  ])('C16: refuses a listed name that resolves to %s', async (address) => {
    expect(await judge('https://fhir.ehr.example/r4', [address])).toEqual({
      allowed: false,
      reason: 'private-address',
    });
    // One public address among them does not help: the client may connect to the other.
    expect(await judge('https://fhir.ehr.example/r4', ['93.184.215.14', address])).toMatchObject({ allowed: false });
  });

  it('C16: refuses a private address outside the listed networks, and a name without any', async () => {
    expect(await judge('https://inside.ehr.example/fhir', ['10.21.0.1'])).toMatchObject({ reason: 'private-address' });
    const nowhere = await allowedFhirServer('https://fhir.ehr.example/r4', allowList, () =>
      Promise.reject(new Error('x')),
    );
    expect(nowhere).toEqual({ allowed: false, reason: 'unresolved' });
  });

  it('C16: an empty list allows nothing', async () => {
    expect(await allowedFhirServer('https://fhir.ehr.example/r4', { servers: [] })).toMatchObject({ allowed: false });
  });
});

describe('addresses and bases', () => {
  it('knows public addresses', () => {
    for (const address of ['93.184.215.14', '2606:2800:21f:cb07::1', '::ffff:93.184.215.14'])
      expect(isSpecialPurpose(address)).toBe(false);
  });

  it('keeps what belongs to a base URL', () => {
    expect(fhirBase('https://h.example:9443/a/b//')).toBe('https://h.example:9443/a/b');
  });
});
