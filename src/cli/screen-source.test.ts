import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { accessTo, sourceOf } from './screen-source.ts';

const config = loadConfig({});
const fhir = 'http://127.0.0.1:1/fhir/';

describe('sourceOf', () => {
  it.each([
    [{ ndjson: '/data/export' }, 'NDJSON folder /data/export'],
    [{ fhir }, 'all patients of http://127.0.0.1:1/fhir'],
    [{ fhir, group: 'g1', 'partial-manifests': true }, 'Group/g1 of http://127.0.0.1:1/fhir'],
    [{ fhir, patients: '/data/ids', 'per-minute': '30' }, 'patients of /data/ids on http://127.0.0.1:1/fhir'],
  ])('names the source of %j', async (values, description) => {
    expect((await sourceOf(values, config)).description).toBe(description);
  });

  it.each([
    [{}, /Say what to screen/],
    [{ group: 'g1' }, /Say what to screen/],
    [{ ndjson: 'x', fhir }, /--ndjson DIR stands alone/],
    [{ fhir, group: 'g1', patients: 'x' }, /not both/],
    [{ fhir, group: 'g1', 'per-minute': '30' }, /--per-minute belongs to --patients/],
    [{ fhir, patients: 'x', 'per-minute': 'often' }, /--per-minute is an integer/],
    [{ fhir, patients: 'x', 'partial-manifests': true }, /--partial-manifests belongs to an export/],
    [{ ndjson: 'x', 'partial-manifests': true }, /--partial-manifests belongs to an export/],
  ])('refuses %j', async (values, message) => {
    await expect(sourceOf(values, config)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(message),
    });
  });

  it('needs the keys of a client that has an id', async () => {
    const client = loadConfig({ BACKEND_CLIENT_ID: 'hoofbeats' });
    await expect(accessTo(fhir, client)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await accessTo(fhir, config)).toBeUndefined();
  });
});
