import { describe, expect, it } from 'vitest';
import { news2 } from './news2.ts';
import type { ScorePerson } from './score.ts';

const adult: ScorePerson = { ageYears: 60 };

/** Every value in the middle of its band without points: RCP 2017, chart 1. */
const calm = {
  respiratoryRate: 16,
  oxygenSaturation: 98,
  oxygenFlow: 0,
  systolicPressure: 120,
  heartRate: 70,
  glasgowComaScore: 15,
  temperature: 37,
};

const compute = (changes: Record<string, number | undefined>, person = adult) =>
  news2.compute({ ...person, measured: { ...calm, ...changes } });

describe('NEWS2', () => {
  // RCP 2017, chart 1: the ends of every band.
  it.each([
    ['respiratoryRate', 8, 3],
    ['respiratoryRate', 9, 1],
    ['respiratoryRate', 11, 1],
    ['respiratoryRate', 12, 0],
    ['respiratoryRate', 20, 0],
    ['respiratoryRate', 21, 2],
    ['respiratoryRate', 24, 2],
    ['respiratoryRate', 25, 3],
    ['oxygenSaturation', 91, 3],
    ['oxygenSaturation', 92, 2],
    ['oxygenSaturation', 93, 2],
    ['oxygenSaturation', 94, 1],
    ['oxygenSaturation', 95, 1],
    ['oxygenSaturation', 96, 0],
    ['oxygenFlow', 1, 2],
    ['oxygenShare', 28, 2],
    ['oxygenShare', 21, 0],
    ['systolicPressure', 90, 3],
    ['systolicPressure', 91, 2],
    ['systolicPressure', 100, 2],
    ['systolicPressure', 101, 1],
    ['systolicPressure', 110, 1],
    ['systolicPressure', 111, 0],
    ['systolicPressure', 219, 0],
    ['systolicPressure', 220, 3],
    ['heartRate', 40, 3],
    ['heartRate', 41, 1],
    ['heartRate', 50, 1],
    ['heartRate', 51, 0],
    ['heartRate', 90, 0],
    ['heartRate', 91, 1],
    ['heartRate', 110, 1],
    ['heartRate', 111, 2],
    ['heartRate', 130, 2],
    ['heartRate', 131, 3],
    ['glasgowComaScore', 15, 0],
    ['glasgowComaScore', 14, 3],
    ['temperature', 35, 3],
    ['temperature', 35.1, 1],
    ['temperature', 36, 1],
    ['temperature', 36.1, 0],
    ['temperature', 38, 0],
    ['temperature', 38.1, 1],
    ['temperature', 39, 1],
    ['temperature', 39.1, 2],
  ])('%s of %d gives %d points', (key, value, points) => {
    expect(compute({ [key]: value })).toMatchObject({ kind: 'assessed', value: points });
  });

  it('takes the second scale of saturation where hypercapnic failure is on the record', () => {
    const hypercapnic = { ageYears: 70, icd10: ['J96.12'] };
    const points = (oxygenSaturation: number, oxygenFlow: number) =>
      compute({ oxygenSaturation, oxygenFlow }, hypercapnic);
    for (const [value, score] of [
      [83, 3],
      [84, 2],
      [86, 1],
      [88, 0],
      [98, 0],
    ] as const) {
      expect(points(value, 0)).toMatchObject({ value: score });
    }
    // Two points more for the oxygen itself.
    for (const [value, score] of [
      [92, 2],
      [93, 3],
      [95, 4],
      [97, 5],
    ] as const) {
      expect(points(value, 2)).toMatchObject({ value: score });
    }
  });

  // The points per parameter of the emergency department guide of NHS Wales (Observation-CarolTest-NEWS2), but for the
  // temperature: the guide gives 37.5 °C a point, the chart none.
  it('scores the example of a FHIR guide', () => {
    const result = compute({
      respiratoryRate: 21,
      heartRate: 95,
      oxygenSaturation: 93,
      temperature: 37.5,
      systolicPressure: 120,
    });
    expect(result.parts.map(({ key, points }) => [key, points])).toEqual([
      ['respiratoryRate', 2],
      ['oxygenSaturation', 2],
      ['supplementalOxygen', 0],
      ['systolicPressure', 0],
      ['heartRate', 1],
      ['glasgowComaScore', 0],
      ['temperature', 0],
    ]);
  });

  it('reaches 20 at the worst', () => {
    expect(
      compute({
        respiratoryRate: 40,
        oxygenSaturation: 80,
        oxygenFlow: 15,
        systolicPressure: 70,
        heartRate: 150,
        glasgowComaScore: 6,
        temperature: 34,
      }),
    ).toMatchObject({ value: 20 });
  });

  it('tells the bounds when something is missing', () => {
    expect(compute({ glasgowComaScore: undefined, oxygenFlow: undefined, respiratoryRate: 25 })).toMatchObject({
      kind: 'not-assessable',
      missing: ['Air or oxygen', 'Glasgow coma score'],
      atLeast: 3,
      atMost: 8,
    });
  });

  it('is not for children', () => {
    expect(compute({}, { ageYears: 15.9 }).kind).toBe('not-assessable');
    expect(compute({}, {}).kind).toBe('not-assessable');
    expect(compute({}, { ageYears: 16 }).kind).toBe('assessed');
  });
});
