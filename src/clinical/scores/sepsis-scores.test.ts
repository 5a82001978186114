import { describe, expect, it } from 'vitest';
import { qsofa } from './qsofa.ts';
import type { Score } from './score.ts';
import { sirs } from './sirs.ts';

const of = (score: Score, measured: Record<string, number | undefined>, ageYears = 50) =>
  score.compute({ ageYears, measured });

describe('qSOFA', () => {
  const calm = { respiratoryRate: 16, systolicPressure: 120, glasgowComaScore: 15 };

  // Singer M et al., JAMA 2016;315:801, box 4.
  it.each([
    ['respiratoryRate', 21, 0],
    ['respiratoryRate', 22, 1],
    ['systolicPressure', 100, 1],
    ['systolicPressure', 101, 0],
    ['glasgowComaScore', 14, 1],
    ['glasgowComaScore', 15, 0],
  ])('%s of %d gives %d', (key, value, points) => {
    expect(of(qsofa, { ...calm, [key]: value })).toMatchObject({ kind: 'assessed', value: points });
  });

  it('can pass its threshold without all inputs', () => {
    expect(of(qsofa, { respiratoryRate: 24, systolicPressure: 88 })).toMatchObject({
      kind: 'not-assessable',
      missing: ['Glasgow coma score'],
      atLeast: 2,
      atMost: 3,
    });
  });

  it('is for adults', () => {
    expect(of(qsofa, calm, 17).kind).toBe('not-assessable');
  });
});

describe('SIRS', () => {
  const calm = { temperature: 37, heartRate: 70, respiratoryRate: 16, leukocytes: 7 };

  // Bone RC et al., Chest 1992;101:1644.
  it.each([
    ['temperature', 38, 0],
    ['temperature', 38.1, 1],
    ['temperature', 36, 0],
    ['temperature', 35.9, 1],
    ['heartRate', 90, 0],
    ['heartRate', 91, 1],
    ['respiratoryRate', 20, 0],
    ['respiratoryRate', 21, 1],
    ['carbonDioxidePressure', 32, 0],
    ['carbonDioxidePressure', 31, 1],
    ['leukocytes', 12, 0],
    ['leukocytes', 12.1, 1],
    ['leukocytes', 4, 0],
    ['leukocytes', 3.9, 1],
    ['bands', 10, 0],
    ['bands', 11, 1],
  ])('%s of %d gives %d', (key, value, points) => {
    expect(of(sirs, { ...calm, [key]: value })).toMatchObject({ kind: 'assessed', value: points });
  });

  it('needs the respiratory rate unless the carbon dioxide is low', () => {
    const { respiratoryRate: _, ...rest } = calm;
    expect(of(sirs, { ...rest, carbonDioxidePressure: 40 })).toMatchObject({ missing: ['Respiratory rate'] });
    expect(of(sirs, { ...rest, carbonDioxidePressure: 28 })).toMatchObject({ kind: 'assessed', value: 1 });
  });
});
