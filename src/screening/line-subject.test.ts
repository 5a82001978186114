import { describe, expect, it } from 'vitest';
import { readLineSubject } from './line-subject.ts';

const read = (line: unknown) => {
  const bytes = Buffer.from(typeof line === 'string' ? line : JSON.stringify(line));
  return readLineSubject(bytes, 0, bytes.length);
};
const used = (type: string, patient: string, id: string) => ({ kind: 'used', type, patient, id });

describe('line subject', () => {
  it('reads the usual forms', () => {
    expect(read({ resourceType: 'Patient', id: 'p1' })).toEqual(used('Patient', 'p1', 'p1'));
    expect(read({ resourceType: 'Observation', id: 'o', subject: { reference: 'Patient/p1' } })).toEqual(
      used('Observation', 'p1', 'o'),
    );
  });

  it.each([
    ['members in another order', { subject: { reference: 'Patient/p1' }, id: 'o', resourceType: 'Observation' }],
    [
      'an absolute reference',
      { resourceType: 'Observation', id: 'o', subject: { reference: 'https://e.org/fhir/Patient/p1' } },
    ],
    ['a version', { resourceType: 'Observation', id: 'o', subject: { reference: 'Patient/p1/_history/2' } }],
    ['a urn', { resourceType: 'Observation', id: 'o', subject: { reference: 'urn:uuid:p1' } }],
    ['a display first', { resourceType: 'Observation', id: 'o', subject: { display: 'A', reference: 'Patient/p1' } }],
    [
      'somebody else in a contained resource',
      {
        resourceType: 'Observation',
        id: 'o',
        contained: [{ resourceType: 'Observation', subject: { reference: 'Patient/other' } }],
        subject: { reference: 'Patient/p1' },
      },
    ],
    ['white space', '{ "resourceType" : "Observation", "id":"o", "subject" : { "reference" : "Patient/p1" } }'],
  ])('reads the patient beside %s', (_, line) => {
    expect(read(line)).toEqual(used('Observation', 'p1', 'o'));
  });

  it('leaves out what nobody reads', () => {
    expect(read({ resourceType: 'Encounter', id: 'e' })).toEqual({ kind: 'unused' });
    expect(read('{"resourceType":"Encounter", broken')).toEqual({ kind: 'unused' });
    expect(read({ resourceType: 'Observation', id: 'o', subject: { reference: 'Group/g' } })).toEqual({
      kind: 'unused',
    });
  });

  it('tells what is broken from what names nobody', () => {
    for (const line of ['{"resourceType":"Observation","id":"o","subj', '[]', 'null', '{}', 'text'])
      expect(read(line)).toEqual({ kind: 'broken' });
    expect(read({ resourceType: 'Condition', id: 'c' })).toEqual({ kind: 'no-patient', type: 'Condition', id: 'c' });
    expect(read({ resourceType: 'Patient' })).toMatchObject({ kind: 'no-patient' });
  });
});
