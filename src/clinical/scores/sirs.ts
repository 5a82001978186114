import { bands, carbonDioxidePressure, heartRate, leukocytes, respiratoryRate, temperature } from './inputs.ts';
import { notAssessable, type PointItem, sumPoints } from './points.ts';
import { defineScore, type ScoreInput } from './score.ts';

/** Met where the first or the second measurement says so; not met where the first one denies it and the second does not say so. */
const item = (
  { key, label, unit }: ScoreInput,
  value: number | undefined,
  isMet: (value: number) => boolean,
  otherwise = false,
): PointItem => ({
  key,
  label,
  value,
  unit,
  points: otherwise ? 1 : value === undefined ? undefined : Number(isMet(value)),
  most: 1,
});

/**
 * Systemic inflammatory response syndrome, 0 to 4 points, two or more of which are the syndrome: temperature above 38 or
 * below 36 °C; heart rate above 90/min; respiratory rate above 20/min or arterial pCO₂ below 32 mmHg; leukocytes above
 * 12 or below 4 ·10⁹/L, or more than 10 % band forms. Adults.
 */
export const sirs = defineScore({
  name: 'SIRS',
  title: 'Systemic inflammatory response syndrome',
  unit: '1',
  inputs: [temperature, heartRate, respiratoryRate, carbonDioxidePressure, leukocytes, bands],
  needs: ['age'],
  spanHours: 24,
  source: {
    title:
      'Bone RC et al. Definitions for sepsis and organ failure (ACCP/SCCM consensus conference). Chest 101:1644-55',
    year: 1992,
    url: 'https://doi.org/10.1378/chest.101.6.1644',
  },
  compute: (inputs, { ageYears }) =>
    ageYears === undefined || ageYears < 18
      ? notAssessable(['age of 18 years or more'])
      : sumPoints([
          item(temperature, inputs.temperature, (degrees) => degrees > 38 || degrees < 36),
          item(heartRate, inputs.heartRate, (rate) => rate > 90),
          item(
            respiratoryRate,
            inputs.respiratoryRate,
            (rate) => rate > 20,
            inputs.carbonDioxidePressure !== undefined && inputs.carbonDioxidePressure < 32,
          ),
          item(
            leukocytes,
            inputs.leukocytes,
            (count) => count > 12 || count < 4,
            inputs.bands !== undefined && inputs.bands > 10,
          ),
        ]),
});
