import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceEntry, sourcesFile } from '../../test/fixtures/notification-sources.ts';
import { loadNotificationSources } from './notification-sources.ts';

const fhirServer = 'https://ehr.example/fhir';
const load = (...entries: readonly Parameters<typeof sourceEntry>[0][]) =>
  loadNotificationSources(sourcesFile(...entries.map(sourceEntry)));

describe('sources of notifications', () => {
  it('have what is usual where the file says nothing', () => {
    expect(load({ fhirServer, debounceSeconds: undefined })).toMatchObject([
      { id: 'ehr', dialect: 'r4-backport', debounceSeconds: 5, resourceTypes: ['Observation', 'Condition', 'Patient'] },
    ]);
  });

  it('name their keys relative to the file', () => {
    const backend = { clientId: 'c', keys: 'keys.json', scope: 'system/*.read' };
    const file = sourcesFile(sourceEntry({ fhirServer, backend }));
    expect(loadNotificationSources(file)[0]!.backend?.keys).toBe(join(dirname(file), 'keys.json'));
  });

  it.each([
    ['S1: a path that can be guessed', { path: 'ehr' }],
    ['S1: neither secret nor HMAC', { secret: undefined }],
    ['S1: a short secret', { secret: { header: 'X-Secret', value: 'short' } }],
    ['S2: a FHIR server over plain HTTP', { fhirServer: 'http://ehr.example/fhir' }],
    ['S2: records over plain HTTP', { recordServer: 'http://ehr.example/fhir' }],
    ['a dialect that nobody speaks', { dialect: 'hl7v2' }],
    ['a member that nobody knows', { webhook: true }],
    ['polling every second', { polling: { everySeconds: 1, searches: ['Observation'] } }],
  ])('are refused with %s', (_, change) => {
    expect(() => load({ fhirServer, ...change })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('S2 may be on this machine over plain HTTP', () => {
    expect(load({ fhirServer: 'http://127.0.0.1:8080/fhir' })).toHaveLength(1);
  });

  it('need no secret where they are polled only', () => {
    expect(
      load({ fhirServer, secret: undefined, polling: { searches: ['Observation?category=laboratory'] } }),
    ).toHaveLength(1);
  });

  it('are each of their own name and path', () => {
    expect(() => load({ fhirServer }, { fhirServer, id: 'other' })).toThrow('path');
    expect(() => load({ fhirServer }, { fhirServer, path: 'zyxwvutsrqponmlkjihgfedcba' })).toThrow('id');
  });

  it('are refused without a word of their secrets', () => {
    const value = 'a secret that nobody may read';
    for (const change of [{ secret: { header: '', value } }, { path: 'x', secret: { header: 'X', value } }]) {
      try {
        load({ fhirServer, ...change });
        expect.unreachable();
      } catch (thrown) {
        expect(String(thrown)).not.toContain(value);
      }
    }
    expect(() => loadNotificationSources('/nowhere/sources.json')).toThrow('cannot be read');
  });
});
