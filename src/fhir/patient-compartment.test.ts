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

  const at = (server: string, type: string, id: string, more: object = {}) => ({
    fullUrl: `https://${server}/fhir/${type}/${id}`,
    resource: { resourceType: type, id, ...more },
  });
  const of = (reference: string) => ({ subject: { reference } });

  it('keeps patients apart who have the same id on different servers', () => {
    expect(
      grouping([
        at('a', 'Patient', '1', { birthDate: '1990' }),
        at('b', 'Patient', '1', { birthDate: '1950' }),
        at('a', 'Observation', 'oa', of('Patient/1')),
        at('b', 'Observation', 'ob', of('Patient/1')),
        at('b', 'Observation', 'absolute', of('https://a/fhir/Patient/1')),
        at('c', 'Observation', 'elsewhere', of('Patient/1')),
        observation('nowhere', 'Patient/1'),
      ]),
    ).toEqual({
      groups: [
        ['1', 'oa', 'absolute'],
        ['1', 'ob'],
      ],
      unassigned: ['elsewhere', 'nowhere'],
      codes: ['patient-unresolved', 'patient-unresolved'],
    });
  });

  it('takes a Patient without fullUrl for the one with its id, in either order', () => {
    const bare = { resource: { resourceType: 'Patient', id: '1' } };
    const result = at('a', 'Observation', 'o', of('Patient/1'));
    expect(grouping([bare, result, observation('p', 'Patient/1')]).groups).toEqual([['1', 'o', 'p']]);
    for (const patients of [
      [bare, at('a', 'Patient', '1')],
      [at('a', 'Patient', '1'), bare],
    ])
      expect(grouping([...patients, result])).toEqual({
        groups: [['1', 'o']],
        unassigned: [],
        codes: ['duplicate-patient'],
      });
  });

  it('does not take one urn for another', () => {
    const twins = ['urn:uuid:aa', 'urn:uuid:bb'].map((fullUrl) => ({
      fullUrl,
      resource: { resourceType: 'Patient', id: '1' },
    }));
    expect(grouping([...twins, observation('o', 'urn:uuid:bb'), observation('p', 'Patient/1')])).toEqual({
      groups: [['1'], ['1', 'o']],
      unassigned: ['p'],
      codes: ['patient-unresolved'],
    });
  });

  it('does not slow down on a crowd of namesakes', () => {
    const crowd = Array.from({ length: 20_000 }, (_, n) => at(`s${n}`, 'Patient', '1'));
    const results = Array.from({ length: 20_000 }, (_, n) => observation(String(n), 'Patient/1'));
    const started = performance.now();
    expect(grouping([...crowd, ...results]).unassigned).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    ['birthDate', { birthDate: '1990-01-01' }, { birthDate: '1950-01-01' }],
    ['gender', { gender: 'male' }, { gender: 'female' }],
  ])('refuses two Patients of one identity who differ in %s', (element, one, other) => {
    expect(() => grouping([at('a', 'Patient', '1', one), at('a', 'Patient', '1', other)])).toThrow(
      expect.objectContaining({
        code: 'PATIENT_AMBIGUOUS',
        expression: [`Bundle.entry[0].resource.${element}`, `Bundle.entry[1].resource.${element}`],
      }),
    );
    expect(grouping([at('a', 'Patient', '1', one), at('a', 'Patient', '1')]).groups).toEqual([['1']]);
  });

  it('reports a patient that comes twice', () => {
    const patient = { resource: { resourceType: 'Patient', id: 'a' } };
    expect(grouping([patient, patient])).toEqual({ groups: [['a']], unassigned: [], codes: ['duplicate-patient'] });
  });
});
