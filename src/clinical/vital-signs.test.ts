import { describe, expect, it } from 'vitest';
import { normaliseRecord, observation, quantity, statuses, woman } from '../../test/fixtures/record.ts';

function pressure(systolic: number, diastolic: number) {
  const component = (code: string, value: number) => ({
    code: { coding: [{ system: 'http://loinc.org', code }] },
    ...quantity(value, 'mm[Hg]'),
  });
  return observation('85354-9', { component: [component('8480-6', systolic), component('8462-4', diastolic)] });
}

const child = (birthDate: string) => ({ ...woman, birthDate });

describe('vital signs', () => {
  it.each([
    [150, 95, ['present HP:0004421', 'present HP:0005117']],
    [110, 70, ['excluded HP:0004421', 'excluded HP:0005117', 'excluded HP:0500105']],
    [80, 50, ['present HP:0500105']],
    [110, 50, ['excluded HP:0004421', 'excluded HP:0500105']],
    [130, 85, []],
  ])('reads the components of a blood pressure of %i/%i', (systolic, diastolic, expected) => {
    expect(statuses({ observations: [pressure(systolic, diastolic)] })).toEqual(expected);
  });

  it('judges adolescents by their limits and leaves younger children undecided', () => {
    expect(statuses({ patient: child('2010-01-01'), observations: [pressure(132, 70)] })).toEqual([
      'present HP:0004421',
      'excluded HP:0005117',
    ]);
    const small = normaliseRecord({ patient: child('2018-01-01'), observations: [pressure(132, 70)] });
    expect(small.coverage.ignored).toEqual({ 'child-without-limits': 1 });
  });

  it.each([
    ['1980-05-01', 110, ['present HP:0001649']],
    ['1980-05-01', 72, ['excluded HP:0001649', 'excluded HP:0001662']],
    ['1980-05-01', 55, []],
    ['2023-08-01', 140, ['excluded HP:0001649', 'excluded HP:0001662']],
    ['2023-08-01', 190, ['present HP:0001649']],
    ['2019-01-01', 60, ['present HP:0001662']],
  ])('judges the heart rate of a patient born %s, %i/min, by age', (birthDate, rate, expected) => {
    expect(
      statuses({ patient: child(birthDate), observations: [observation('8867-4', quantity(rate, '/min'))] }),
    ).toEqual(expected);
  });

  it('converts Fahrenheit and takes the spellings of bedside systems', () => {
    expect(statuses({ observations: [observation('8310-5', quantity(101.3, '[degF]'))] })).toEqual([
      'present HP:0001945',
    ]);
    const [fever] = normaliseRecord({ observations: [observation('8310-5', quantity(101.3, '[degF]'))] }).findings;
    expect(fever?.sources[0]?.derivation).toBe('at or above 100.4 °F (CDC)');
    const breaths = { valueQuantity: { value: 26, unit: 'breaths/minute' } };
    expect(statuses({ observations: [observation('9279-1', breaths)] })).toEqual(['present HP:0002789']);
  });

  it('does not use temperatures entered in the wrong unit', () => {
    const { coverage, issues } = normaliseRecord({ observations: [observation('8310-5', quantity(34.8, '[degF]'))] });
    expect(coverage.ignored).toEqual({ 'implausible-value': 1 });
    expect(issues[0]?.code).toBe('implausible-value');
  });

  it.each([
    [101, []],
    [98, ['excluded HP:0012418']],
    [85, ['present HP:0012418']],
  ])('judges an oxygen saturation of %i %%', (value, expected) => {
    expect(statuses({ observations: [observation('59408-5', quantity(value, '%'))] })).toEqual(expected);
  });

  it('classes the body mass index of adults only', () => {
    const bmi = [observation('39156-5', quantity(31.26, 'kg/m2'))];
    const [finding] = normaliseRecord({ observations: bmi }).findings;
    expect(finding).toMatchObject({
      term: 'HP:0001513',
      status: 'present',
      sources: [
        { value: '31.26', unit: 'kg/m2', derivation: 'at or above 30 kg/m2 (WHO Technical Report Series 894, 2000)' },
      ],
    });
    expect(normaliseRecord({ patient: child('2015-01-01'), observations: bmi }).coverage.ignored).toEqual({
      'child-without-limits': 1,
    });
  });

  it('recognises height and weight without making findings of them', () => {
    expect(normaliseRecord({ observations: [observation('8302-2', quantity(120, 'cm'))] }).coverage.ignored).toEqual({
      'growth-without-centiles': 1,
    });
  });
});
