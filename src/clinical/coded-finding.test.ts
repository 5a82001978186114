import { describe, expect, it } from 'vitest';
import { observation, statuses } from '../../test/fixtures/record.ts';

const seizure = { coding: [{ system: 'http://snomed.info/sct', code: '91175000' }] };

describe('Observations that name a finding', () => {
  it.each([
    [{ valueBoolean: true }, ['present HP:0001250']],
    [{ valueBoolean: false }, ['excluded HP:0001250']],
    [
      { valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '2667000' }] } },
      ['excluded HP:0001250'],
    ],
    [{ interpretation: { coding: [{ code: 'POS' }] } }, ['present HP:0001250']],
    [{}, []],
    [{ valueString: 'uncertain' }, []],
  ])('reads a code that is a finding, answered by %j', (members, expected) => {
    expect(statuses({ observations: [{ ...observation('x', members), code: seizure }] })).toEqual(expected);
  });

  it('reads a text that is a finding', () => {
    const text = { ...observation('x', { valueString: 'Yes' }), code: { text: 'Ectopia lentis' } };
    expect(statuses({ observations: [text] })).toEqual(['present HP:0001083']);
  });

  it('reads a value that is a finding', () => {
    expect(statuses({ observations: [observation('8709-8', { valueCodeableConcept: seizure })] })).toEqual([
      'present HP:0001250',
    ]);
  });

  it('reads the chief complaint, complaint by complaint', () => {
    expect(statuses({ observations: [observation('8661-1', { valueString: 'Abdominal pain, fever; MVC' })] })).toEqual([
      'present HP:0001945',
      'present HP:0002027',
    ]);
  });

  it.each(['denies abdominal pain, fever', 'Fever?', 'r/o fever'])('finds nothing in the complaint "%s"', (words) => {
    expect(statuses({ observations: [observation('8661-1', { valueString: words })] })).toEqual([]);
  });

  it('does not exclude the wider term when the narrower is reported absent', () => {
    const code = { coding: [{ system: 'http://snomed.info/sct', code: '407643005' }] };
    const answered = (valueBoolean: boolean) =>
      statuses({ observations: [{ ...observation('x', { valueBoolean }), code }] });
    expect(answered(true)).toEqual(['present HP:0001083']);
    expect(answered(false)).toEqual([]);
  });

  it('does not read the cause of death or the family history as findings of the patient', () => {
    for (const code of ['69453-9', '10157-6']) {
      expect(statuses({ observations: [observation(code, { valueCodeableConcept: seizure })] })).toEqual([]);
    }
  });
});
