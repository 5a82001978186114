import { describe, expect, it } from 'vitest';
import { normaliseRecord, observation, quantity, statuses, woman } from '../../test/fixtures/record.ts';

const potassium = (members: Readonly<Record<string, unknown>>) => observation('2823-3', members);
const high = 'present HP:0002153';
const low = 'present HP:0002900';
const normal = ['excluded HP:0002153', 'excluded HP:0002900'];

function sourceOf(members: Readonly<Record<string, unknown>>) {
  return normaliseRecord({ observations: [potassium(members)] }).findings[0]?.sources[0];
}

describe('laboratory results', () => {
  it('takes the interpretation of the laboratory before anything else', () => {
    const flagged = { ...quantity(4, 'mmol/L'), interpretation: [{ coding: [{ code: 'H' }] }] };
    expect(statuses({ observations: [potassium(flagged)] })).toEqual([high]);
    expect(sourceOf(flagged)?.derivation).toBe('interpretation H of the laboratory');
  });

  it('tells when the flag and the range of the report disagree', () => {
    const { issues } = normaliseRecord({
      observations: [
        potassium({
          ...quantity(4, 'mmol/L'),
          interpretation: [{ coding: [{ code: 'H' }] }],
          referenceRange: [{ low: { value: 3.5 }, high: { value: 5 } }],
        }),
      ],
    });
    expect(issues).toMatchObject([{ code: 'interpretation-disagrees', severity: 'information' }]);
  });

  it('judges by the reference range of the report, converting units', () => {
    const ranged = { ...quantity(5300, 'umol/L'), referenceRange: [{ high: { value: 5.1, unit: 'mmol/L' } }] };
    expect(statuses({ observations: [potassium(ranged)] })).toEqual([high]);
    expect(sourceOf(ranged)).toMatchObject({
      value: '5300',
      unit: 'umol/L',
      date: '2024-01-10',
      derivation: 'above 5.1 mmol/L (reference range of the report)',
    });
  });

  it('falls back on the adult interval and says so', () => {
    expect(sourceOf(quantity(5.6, 'meq/L'))).toMatchObject({
      value: '5.6',
      derivation: 'above 5 meq/L (adult reference interval, ABIM 2026)',
    });
    expect(statuses({ observations: [potassium(quantity(3.1, 'mmol/L'))] })).toEqual([low]);
  });

  it('tells whose interval it was', () => {
    const creatinine = [observation('2160-0', quantity(2, 'mg/dL'))];
    const [finding] = normaliseRecord({ patient: woman, observations: creatinine }).findings;
    expect(finding?.sources[0]?.derivation).toBe('above 1.1 mg/dL (adult reference interval of women, ABIM 2026)');
  });

  it('excludes what the abnormal outcomes would have meant, not the wider term of the map', () => {
    expect(statuses({ observations: [potassium(quantity(4.2, 'mmol/L'))] })).toEqual(normal);
  });

  it('rules out only one direction with a one-sided range', () => {
    const ranged = { ...quantity(4.2, 'mmol/L'), referenceRange: [{ text: '<5' }] };
    expect(statuses({ observations: [potassium(ranged)] })).toEqual(['excluded HP:0002153']);
  });

  it.each([
    [5.4, []],
    [5.6, [high]],
    [3.2, []],
    [3.1, [low]],
    [4.9, normal],
  ])('leaves values just beyond our own interval undecided: potassium of %d', (value, expected) => {
    expect(statuses({ observations: [potassium(quantity(value, 'mmol/L'))] })).toEqual(expected);
    const ranged = { ...quantity(5.4, 'mmol/L'), referenceRange: [{ low: { value: 3.5 }, high: { value: 5 } }] };
    expect(statuses({ observations: [potassium(ranged)] })).toEqual([high]);
  });

  it('understands a coded answer in its own system only', () => {
    const answer = (system: string | undefined, code: string) =>
      statuses({
        observations: [
          observation('20454-5', { valueCodeableConcept: { coding: [{ system, code, display: 'Numerous' }] } }),
        ],
      });
    expect(answer('urn:local', 'N')).toEqual([]);
    expect(answer('urn:local', '260385009')).toEqual([]);
    expect(answer(undefined, 'N')).toEqual([]);
    expect(answer('http://terminology.hl7.org/CodeSystem/v2-0136', 'N')).toEqual(['excluded HP:0000093']);
    expect(answer('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'POS')).toEqual([
      'present HP:0000093',
    ]);
  });

  it('does not take a bare "abnormal" for a direction', () => {
    const flagged = { interpretation: [{ coding: [{ code: 'A' }] }], valueQuantity: { value: 4.9 } };
    expect(normaliseRecord({ observations: [potassium(flagged)] }).coverage.ignored).toEqual({ 'unit-missing': 1 });
  });

  it('uses the interval of the sex, and with the sex unknown only what holds for both', () => {
    const creatinine = [observation('2160-0', quantity(1.25, 'mg/dL'))];
    expect(statuses({ observations: creatinine })).toEqual(['present HP:0003259']);
    expect(statuses({ patient: { ...woman, gender: 'male' }, observations: creatinine })).toContain(
      'excluded HP:0003259',
    );
    const unknown = normaliseRecord({ patient: { ...woman, gender: 'unknown' }, observations: creatinine });
    expect(unknown.coverage.ignored).toEqual({ 'within-grey-zone': 1 });
    const both = [observation('2160-0', quantity(2, 'mg/dL'))];
    expect(statuses({ patient: { ...woman, gender: 'unknown' }, observations: both })).toEqual(['present HP:0003259']);
  });

  it.each([
    ['a child', { ...woman, birthDate: '2015-01-01' }, 'child-without-limits'],
    ['an unknown age', { resourceType: 'Patient', id: 'p', gender: 'female' }, 'age-unknown'],
  ])('leaves %s undecided without a range of its own', (_, patient, reason) => {
    const { coverage } = normaliseRecord({ patient, observations: [potassium(quantity(9, 'mmol/L'))] });
    expect(coverage.ignored).toEqual({ [reason]: 1 });
  });

  it.each([
    [quantity(-4, 'mmol/L'), 'implausible-value'],
    [quantity(410, 'mmol/L'), 'implausible-value'],
    [quantity(4, 'kg'), 'unit-mismatch'],
    [{ valueString: 'haemolysed' }, 'value-undecided'],
    [{ dataAbsentReason: { coding: [{ code: 'unknown' }] } }, 'no-value'],
    [{ ...quantity(4, 'mmol/L'), status: 'entered-in-error' }, 'entered-in-error'],
    [{ ...quantity(4, 'mmol/L'), status: 'cancelled' }, 'cancelled'],
    [{ status: 'registered' }, 'not-final'],
  ])('sets %j aside as %s', (members, reason) => {
    const { findings, coverage } = normaliseRecord({ observations: [potassium(members)] });
    expect(findings).toEqual([]);
    expect(coverage).toMatchObject({ total: 1, mapped: 0, ignored: { [reason]: 1 }, unmapped: [] });
  });

  it('tells about units that cannot be used', () => {
    const { issues } = normaliseRecord({ observations: [potassium(quantity(4, 'kg'))] });
    expect(issues).toMatchObject([{ code: 'unit-mismatch', expression: 'Observation.value.unit' }]);
    expect(issues[0]?.text).toContain('LOINC 2823-3');
  });

  it('shows what was implausible', () => {
    const { issues } = normaliseRecord({ observations: [potassium(quantity(410, 'mmol/L'))] });
    expect(issues[0]).toMatchObject({ code: 'implausible-value', severity: 'warning' });
    expect(issues[0]?.text).toContain('410 mmol/L');
  });

  it.each([
    [
      { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '10828004' }] } },
      'present HP:0000093',
    ],
    [{ valueCodeableConcept: { text: 'Negative' } }, 'excluded HP:0000093'],
    [{ valueString: '2+' }, 'present HP:0000093'],
    [{ valueBoolean: false }, 'excluded HP:0000093'],
    [{ interpretation: [{ text: 'Abnormal' }] }, 'present HP:0000093'],
  ])('reads the qualitative result %j', (members, status) => {
    expect(statuses({ observations: [observation('20454-5', members)] })).toEqual([status]);
  });

  it('scans every coding for one that is known', () => {
    const code = {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.1.7.2.768282', code: '123', userSelected: true },
        { system: 'urn:oid:2.16.840.1.113883.6.1', code: '9999-9' },
        { system: 'urn:oid:2.16.840.1.113883.6.1', code: '2823-3' },
      ],
    };
    expect(statuses({ observations: [{ ...potassium(quantity(6, 'mmol/L')), code }] })).toEqual([high]);
  });

  it('counts what it does not know with its code', () => {
    const local = {
      ...potassium(quantity(6, 'mmol/L')),
      code: { coding: [{ system: 'urn:lab', code: 'K', display: 'Kal' }] },
    };
    const words = { ...potassium(quantity(6, 'mmol/L')), code: { text: 'Kalium' }, effectiveDateTime: '2024-01-11' };
    expect(normaliseRecord({ observations: [local, local, words] }).coverage).toMatchObject({
      total: 3,
      ignored: { duplicate: 1 },
      unmapped: [
        { system: 'urn:lab', code: 'K', display: 'Kal', count: 1 },
        { system: '', code: '', display: 'Kalium', count: 1 },
      ],
    });
  });
});
