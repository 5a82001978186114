import { afterAll, describe, expect, it } from 'vitest';
import { openTestRecords } from '../../test/fixtures/test-records.ts';
import { storedMemory } from './shown-memory.ts';

const records = await openTestRecords();
const failures: unknown[] = [];
const memory = storedMemory({ ...records, onFailure: (thrown) => failures.push(thrown) });
afterAll(() => records.close().catch(() => undefined));

const viewing = { patient: 'Patient/1', service: 's', caller: { client: 'ehr', user: 'Practitioner/1' } };
const shown = { at: '2024-03-05T08:00:00.000Z', diagnoses: ['OMIM:154700'], findings: 'digest' };

describe('stored memory', () => {
  it('recalls what was remembered last, for the same patient, service, user and EHR only', async () => {
    await memory.remember(viewing, { ...shown, findings: 'older' });
    await memory.remember(viewing, shown);
    expect(await memory.recall(viewing)).toEqual(shown);
    const { caller } = viewing;
    for (const other of [
      { ...viewing, patient: 'Patient/2' },
      { ...viewing, service: 't' },
      { ...viewing, caller: { ...caller, user: 'Practitioner/2' } },
      { ...viewing, caller: { ...caller, client: 'another' } },
      { ...viewing, caller: { ...caller, tenant: 'north' } },
    ])
      expect(await memory.recall(other)).toBeUndefined();
    expect(failures).toEqual([]);
  });

  it('recalls at once what is being remembered, so that two openings in a row show one card', async () => {
    const other = { ...viewing, patient: 'Patient/3' };
    const remembered = memory.remember(other, shown);
    expect(await memory.recall(other)).toEqual(shown);
    await remembered;
  });

  it('forgets when the database fails, and never rejects', async () => {
    await records.close();
    expect(await memory.recall(viewing)).toBeUndefined();
    await memory.remember(viewing, shown);
    expect(failures).toHaveLength(2);
  });
});
