import { glasgowComaScore, respiratoryRate, systolicPressure } from './inputs.ts';
import { notAssessable, type PointItem, sumPoints } from './points.ts';
import { defineScore, type ScoreInput } from './score.ts';

const item = (
  { key, label, unit }: ScoreInput,
  value: number | undefined,
  isMet: (value: number) => boolean,
): PointItem => ({
  key,
  label,
  value,
  unit,
  points: value === undefined ? undefined : Number(isMet(value)),
  most: 1,
});

/**
 * Quick SOFA, 0 to 3 points: respiratory rate of 22/min or more, systolic pressure of 100 mmHg or less, Glasgow coma
 * score below 15. Two or more with suspected infection say that a poor outcome is likelier (Sepsis-3, box 4). Adults.
 */
export const qsofa = defineScore({
  name: 'qSOFA',
  title: 'Quick Sequential Organ Failure Assessment',
  unit: '1',
  inputs: [respiratoryRate, systolicPressure, glasgowComaScore],
  needs: ['age'],
  spanHours: 1,
  source: {
    title: 'Singer M et al. The Third International Consensus Definitions for Sepsis and Septic Shock. JAMA 315:801',
    year: 2016,
    url: 'https://doi.org/10.1001/jama.2016.0287',
  },
  compute: (inputs, { ageYears }) =>
    ageYears === undefined || ageYears < 18
      ? notAssessable(['age of 18 years or more'])
      : sumPoints([
          item(respiratoryRate, inputs.respiratoryRate, (rate) => rate >= 22),
          item(systolicPressure, inputs.systolicPressure, (pressure) => pressure <= 100),
          item(glasgowComaScore, inputs.glasgowComaScore, (score) => score < 15),
        ]),
});
