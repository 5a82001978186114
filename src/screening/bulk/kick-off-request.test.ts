import { describe, expect, it } from 'vitest';
import { type ExportScope, kickOffRequest } from './kick-off-request.ts';

const scope: ExportScope = {
  base: 'https://ehr.example/fhir',
  group: 'g1',
  types: ['Patient', 'Observation'],
  since: '2026-03-04T05:06:07+00:00',
  typeFilters: ['Observation?category=laboratory,vital-signs', 'Observation?code=1234-5'],
  elements: ['Patient.id'],
  partialManifests: true,
};

describe('kickOffRequest', () => {
  it('B1, B2, B3: writes STU2 and STU3 as GET, with commas in lists and escapes where they belong', () => {
    const { url, options } = kickOffRequest(scope, 'stu3-get');
    expect(options).toEqual({ method: 'GET', headers: { Accept: 'application/fhir+json', Prefer: 'respond-async' } });
    expect(url).toMatch(/^https:\/\/ehr\.example\/fhir\/Group\/g1\/\$export\?/);
    expect(url).not.toContain('+00:00');
    const query = new URL(url).searchParams;
    expect(query.getAll('_type')).toEqual(['Patient,Observation']);
    expect(query.get('_since')).toBe('2026-03-04T05:06:07+00:00');
    expect(query.get('allowPartialManifests')).toBe('true');
  });

  it('B5: repeats _typeFilter in every edition, since a search has commas of its own', () => {
    const { url } = kickOffRequest(scope, 'stu3-get');
    expect(new URL(url).searchParams.getAll('_typeFilter')).toEqual(scope.typeFilters);
  });

  it('B1, B2, B3, B4: writes the STU4 ballot as POST of Parameters, without commas, each value in its type', () => {
    const { url, options } = kickOffRequest({ ...scope, patients: ['p1', 'p2'] }, 'stu4-post');
    expect(url).toBe('https://ehr.example/fhir/Group/g1/$export');
    expect(options).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json', Prefer: 'respond-async, separate-export-status' },
    });
    expect(JSON.parse(options.body!)).toEqual({
      resourceType: 'Parameters',
      parameter: [
        { name: '_outputFormat', valueString: 'application/fhir+ndjson' },
        { name: '_type', valueString: 'Patient' },
        { name: '_type', valueString: 'Observation' },
        { name: '_since', valueInstant: '2026-03-04T05:06:07+00:00' },
        { name: '_elements', valueString: 'Patient.id' },
        { name: '_typeFilter', valueString: 'Observation?category=laboratory,vital-signs' },
        { name: '_typeFilter', valueString: 'Observation?code=1234-5' },
        { name: 'patient', valueReference: { reference: 'Patient/p1' } },
        { name: 'patient', valueReference: { reference: 'Patient/p2' } },
        { name: 'allowPartialManifests', valueBoolean: true },
      ],
    });
  });

  it('B1: exports all patients where no group is named', () => {
    const { url } = kickOffRequest({ base: 'https://ehr.example/fhir', types: [] }, 'stu3-get');
    expect(url).toBe('https://ehr.example/fhir/Patient/$export?_outputFormat=application%2Ffhir%2Bndjson');
  });
});
