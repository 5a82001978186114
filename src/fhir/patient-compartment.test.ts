import { describe, expect, it } from 'vitest';
import { readBundle } from './bundle.ts';
import { groupByPatient } from './patient-compartment.ts';

function grouping(entry: readonly unknown[]) {
  const { groups, unassigned, issues } = groupByPatient(readBundle({ resourceType: 'Bundle', entry }).entries);
  return {
    groups: groups.map(({ patient, resources }) => [patient.id, ...resources.map(({ id }) => id)]),
    unassigned: unassigned.map(({ resource }) => resource.id),
    codes: issues.map(({ code }) => code),
  };
}

const observation = (id: string, reference?: string) => ({
  resource: { resourceType: 'Observation', id, ...(reference === undefined ? {} : { subject: { reference } }) },
});

describe('groupByPatient', () => {
  it('resolves relative, absolute and urn:uuid references', () => {
    expect(
      grouping([
        { fullUrl: 'https://ehr.test/Patient/a', resource: { resourceType: 'Patient', id: 'a' } },
        { fullUrl: 'urn:uuid:BB', resource: { resourceType: 'Patient', id: 'b' } },
        observation('1', 'Patient/a'),
        observation('2', 'https://ehr.test/Patient/a'),
        observation('3', 'urn:uuid:bb'),
        { resource: { resourceType: 'FamilyMemberHistory', id: '4', patient: { reference: 'Patient/b' } } },
      ]),
    ).toEqual({
      groups: [
        ['a', '1', '2'],
        ['b', '3', '4'],
      ],
      unassigned: [],
      codes: [],
    });
  });

  it('gives what names nobody to the only patient, and to none of several', () => {
    const alone = [{ resource: { resourceType: 'Patient', id: 'a' } }, observation('1')];
    expect(grouping(alone).groups).toEqual([['a', '1']]);
    const two = grouping([...alone, { resource: { resourceType: 'Patient', id: 'b' } }]);
    expect(two).toEqual({ groups: [['a'], ['b']], unassigned: ['1'], codes: ['patient-unresolved'] });
  });

  it('does not use what is about somebody who was not sent', () => {
    expect(grouping([{ resource: { resourceType: 'Patient', id: 'a' } }, observation('1', 'Patient/z')])).toEqual({
      groups: [['a']],
      unassigned: ['1'],
      codes: ['patient-unresolved'],
    });
  });

  it('leaves out what is about no patient', () => {
    expect(
      grouping([
        { resource: { resourceType: 'Patient', id: 'a' } },
        { resource: { resourceType: 'Practitioner', id: 'p' } },
        observation('g', 'Group/1'),
      ]),
    ).toEqual({ groups: [['a']], unassigned: [], codes: [] });
  });

  it('follows a contained patient to the one it names', () => {
    const resource = {
      resourceType: 'Observation',
      id: '1',
      subject: { reference: '#p' },
      contained: [{ resourceType: 'Patient', id: 'p', link: [{ other: { reference: 'Patient/a' } }] }],
    };
    expect(grouping([{ resource: { resourceType: 'Patient', id: 'a' } }, { resource }]).groups).toEqual([['a', '1']]);
  });

  it('reports a patient that comes twice', () => {
    const patient = { resource: { resourceType: 'Patient', id: 'a' } };
    expect(grouping([patient, patient])).toEqual({ groups: [['a']], unassigned: [], codes: ['duplicate-patient'] });
  });
});
