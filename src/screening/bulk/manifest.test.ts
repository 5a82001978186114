import { describe, expect, it } from 'vitest';
import { fileName, readManifest } from './manifest.ts';

const at = 'https://ehr.example/fhir/jobs/1';
const output = [{ type: 'Patient', url: 'https://files.example/1.Patient.ndjson', count: 3 }];

describe('B10: readManifest, both shapes', () => {
  it('reads STU2 and STU3: request, error, extension as an object', () => {
    const manifest = readManifest(
      {
        transactionTime: '2026-03-04T05:06:07Z',
        request: 'https://ehr.example/fhir/Patient/$export',
        requiresAccessToken: true,
        output,
        deleted: [{ type: 'Bundle', url: 'https://files.example/gone.ndjson' }],
        error: [{ type: 'OperationOutcome', url: 'https://files.example/errors.ndjson' }],
        extension: { 'https://example.com/x': 1 },
      },
      at,
    );
    expect(manifest).toMatchObject({ transactionTime: '2026-03-04T05:06:07Z', requiresAccessToken: true });
    expect(manifest?.files.map(({ role, index, type, count }) => [role, index, type, count])).toEqual([
      ['output', 0, 'Patient', 3],
      ['deleted', 0, 'Bundle', undefined],
      ['outcome', 0, 'OperationOutcome', undefined],
    ]);
  });

  it('reads the STU4 ballot: manifestType, outcome, extension as a list, no request', () => {
    const manifest = readManifest(
      {
        manifestType: 'http://hl7.org/fhir/uv/bulkdata/manifest-type/export',
        outputFormat: 'application/fhir+ndjson',
        transactionTime: '2026-03-04T05:06:07Z',
        requiresAccessToken: false,
        output,
        outcome: [{ url: 'https://files.example/outcome.ndjson' }],
        extension: [],
        link: [{ relation: 'next', url: '/fhir/jobs/1?page=2' }],
      },
      at,
    );
    expect(manifest).toMatchObject({ requiresAccessToken: false, next: 'https://ehr.example/fhir/jobs/1?page=2' });
    expect(manifest?.files.map(({ role }) => role)).toEqual(['output', 'outcome']);
  });

  it('takes the quirks of real servers: +00:00, an empty outputOrganizedBy, empty lists, null, entries without URL', () => {
    const manifest = readManifest(
      {
        transactionTime: '2026-03-04T05:06:07.123+00:00',
        outputOrganizedBy: '',
        output: [],
        deleted: null,
        error: [{ type: 'OperationOutcome' }],
      },
      at,
    );
    expect(manifest).toEqual({
      transactionTime: '2026-03-04T05:06:07.123+00:00',
      requiresAccessToken: true,
      organisedBy: undefined,
      files: [],
      next: undefined,
    });
  });

  it.each(['2026-03-04', 'yesterday', '', 1_772_600_767, undefined])('has no time in %j', (transactionTime) => {
    expect(readManifest({ transactionTime, output }, at)).toMatchObject({ transactionTime: undefined });
  });

  it.each([undefined, null, [], 'x', {}, { resourceType: 'OperationOutcome' }])('finds no manifest in %j', (value) => {
    expect(readManifest(value, at)).toBeUndefined();
  });
});

describe('fileName', () => {
  it.each([
    ['https://files.example/a/2.output.ndjson?sig=x', '2.output.ndjson'],
    ['2.output.ndjson', '2.output.ndjson'],
    ['a/2.output.ndjson?x', '2.output.ndjson'],
  ])('%s → %s', (url, name) => {
    expect(fileName(url)).toBe(name);
  });
});
