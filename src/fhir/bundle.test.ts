import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { readBundle } from './bundle.ts';

const patient = { resourceType: 'Patient', id: '1' };

describe('readBundle', () => {
  it('separates outcomes from what the search was about', () => {
    const bundle = readBundle({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [
        { resource: patient, search: { mode: 'match' } },
        { resource: { resourceType: 'OperationOutcome', issue: [] }, search: { mode: 'outcome' } },
        { resource: { resourceType: 'OperationOutcome', issue: [] } },
      ],
    });
    expect(bundle.resources).toEqual([patient]);
    expect(bundle.outcomes).toHaveLength(2);
    expect(bundle.type).toBe('searchset');
  });

  it('gives a resource without an id the UUID of its fullUrl', () => {
    const { resources } = readBundle({
      resourceType: 'Bundle',
      entry: [{ fullUrl: 'urn:uuid:9b3f', resource: { resourceType: 'Observation' } }],
    });
    expect(resources).toEqual([{ resourceType: 'Observation', id: '9b3f' }]);
  });

  it('names the entry that cannot be used', () => {
    const { issues, entries } = readBundle({
      resourceType: 'Bundle',
      entry: [{ resource: patient }, { request: { method: 'DELETE' } }, null, { resource: { id: '2' } }],
    });
    expect(entries).toHaveLength(1);
    expect(issues.map(({ code, expression }) => [code, expression])).toEqual([
      ['entry-without-resource', 'Bundle.entry[1].resource'],
      ['entry-without-resource', 'Bundle.entry[2].resource'],
      ['resource-without-type', 'Bundle.entry[3].resource.resourceType'],
    ]);
  });

  it('knows that a page with a next link is not the whole answer', () => {
    const page = { resourceType: 'Bundle', link: [{ relation: 'next', url: 'x' }] };
    expect(readBundle(page).truncated).toBe(true);
    expect(readBundle({ resourceType: 'Bundle' }).truncated).toBe(false);
  });

  it.each([
    ['text', 'FHIR_INVALID', 'prefetch.labs'],
    [null, 'FHIR_INVALID', 'prefetch.labs'],
    [[patient], 'FHIR_INVALID', 'prefetch.labs'],
    [patient, 'RESOURCE_TYPE', 'prefetch.labs.resourceType'],
    [{ resourceType: 'Bundle', entry: {} }, 'FHIR_INVALID', 'prefetch.labs.entry'],
  ])('refuses %j with %s at %s', (json, code, expression) => {
    expect(() => readBundle(json, 'prefetch.labs')).toThrow(
      expect.objectContaining({ code, expression: [expression] }),
    );
  });

  it('never throws anything but a HoofbeatsError', () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((entry) => ({ resourceType: 'Bundle', entry })),
    );
    fc.assert(
      fc.property(json, (value) => {
        try {
          readBundle(value);
        } catch (error) {
          expect(error).toBeInstanceOf(HoofbeatsError);
        }
      }),
    );
  });
});
