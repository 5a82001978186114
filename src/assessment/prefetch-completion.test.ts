import { describe, expect, it } from 'vitest';
import type { EhrReader, Wanted } from '../fhir/client/ehr-reader.ts';
import type { HookRequest } from './assessor.ts';
import { completePrefetch } from './prefetch-completion.ts';

const patient = { resourceType: 'Patient', id: 'p1' };
const lab = { resourceType: 'Observation', id: 'o1' };
const empty = { resourceType: 'Bundle', type: 'searchset', total: 0 };
const page = {
  ...empty,
  entry: [{ resource: lab }],
  link: [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }],
};
const whole = { ...empty, entry: [{ resource: lab }, { resource: { ...lab, id: 'o2' } }] };
const failed = { resourceType: 'OperationOutcome' };

/** An EHR that has these values, and remembers what it was asked for. */
function ehrWith(values: Readonly<Record<string, unknown>>): EhrReader & { readonly asked: Record<string, Wanted>[] } {
  const asked: Record<string, Wanted>[] = [];
  return {
    asked,
    async obtain(wanted) {
      asked.push({ ...wanted });
      return Object.fromEntries(Object.keys(wanted).flatMap((key) => (key in values ? [[key, values[key]]] : [])));
    },
  };
}

const complete = (prefetch: HookRequest['prefetch'], ehr?: EhrReader) =>
  completePrefetch({
    entrance: 'hook',
    patientId: 'p1',
    prefetch,
    queries: { patient: 'Patient/p1', problems: 'Condition?patient=p1', labs: 'Observation?patient=p1' },
    model: 'rare-disease',
    ...(ehr && { ehr }),
  });

describe('completePrefetch', () => {
  it('C6 C12 asks for the absent keys, all at once', async () => {
    const ehr = ehrWith({ patient, problems: empty, labs: whole });
    const { entries, notObtained } = await complete({}, ehr);
    expect(ehr.asked).toEqual([
      {
        patient: { query: 'Patient/p1' },
        problems: { query: 'Condition?patient=p1' },
        labs: { query: 'Observation?patient=p1' },
      },
    ]);
    expect([entries.length, notObtained]).toEqual([3, []]);
  });

  it('C7 C8 C9 does not ask again for null, an OperationOutcome or an empty Bundle', async () => {
    const ehr = ehrWith({});
    const { notObtained } = await complete({ patient, problems: failed, labs: null, more: empty }, ehr);
    expect(ehr.asked).toEqual([]);
    expect(notObtained).toEqual([{ what: 'problems', reason: 'failed' }]);
  });

  it('C11 asks for the pages that follow, also under a key of the site’s own', async () => {
    const ehr = ehrWith({ '-lab': whole });
    const { entries, notObtained } = await complete({ patient, problems: null, '-lab': page }, ehr);
    expect(ehr.asked).toEqual([{ '-lab': { page } }]);
    expect([entries.length, notObtained]).toEqual([3, []]);
  });

  it('C11 leaves a page marked as truncated when the rest is not to be had', async () => {
    for (const ehr of [undefined, ehrWith({}), ehrWith({ labs: page })])
      expect((await complete({ patient, problems: null, labs: page }, ehr)).notObtained).toEqual([
        { what: 'labs', reason: 'truncated' },
      ]);
  });

  it('C18 tells what failed from what was never asked for', async () => {
    const reasons = async (ehr?: EhrReader) =>
      (await complete({ patient, problems: null }, ehr)).notObtained.map(({ reason }) => reason);
    expect(await reasons(ehrWith({ labs: failed }))).toEqual(['failed']);
    expect(await reasons(ehrWith({}))).toEqual(['absent']);
    expect(await reasons()).toEqual(['absent']);
  });

  it('sends no more requests than the service has queries, however many pages a call brings', async () => {
    const ehr = ehrWith({});
    await complete(Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, page])), ehr);
    expect(Object.keys(ehr.asked[0]!)).toHaveLength(3);
  });
});
