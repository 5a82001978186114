import { describe, expect, it } from 'vitest';
import { parseReference, subjectReference } from './reference.ts';

describe('parseReference', () => {
  it.each([
    ['Patient/1', { kind: 'resource', type: 'Patient', id: '1', base: '' }],
    [
      'https://ehr.test/fhir/Patient/a-1',
      { kind: 'resource', type: 'Patient', id: 'a-1', base: 'https://ehr.test/fhir' },
    ],
    ['Patient/1/_history/4', { kind: 'resource', type: 'Patient', id: '1', base: '' }],
    [
      'urn:uuid:C0FFEE00-0000-4000-8000-000000000000',
      { kind: 'urn', urn: 'urn:uuid:c0ffee00-0000-4000-8000-000000000000' },
    ],
    ['#p1', { kind: 'contained', id: 'p1' }],
  ])('takes %s apart', (text, parts) => {
    expect(parseReference(text)).toEqual(parts);
  });

  it.each(['', '#', 'Patient', 'patient/1', '1', 42, null])('refuses %s', (value) => {
    expect(parseReference(value)).toBeUndefined();
  });
});

describe('subjectReference', () => {
  it('reads subject and patient', () => {
    expect(subjectReference({ subject: { reference: 'Patient/1' } })).toMatchObject({ id: '1' });
    expect(subjectReference({ patient: { reference: 'Patient/2' } })).toMatchObject({ id: '2' });
    expect(subjectReference({ subject: 'Patient/1' })).toBeUndefined();
  });
});
