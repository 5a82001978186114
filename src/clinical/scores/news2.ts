import {
  glasgowComaScore,
  heartRate,
  oxygenFlow,
  oxygenSaturation,
  oxygenShare,
  respiratoryRate,
  systolicPressure,
  temperature,
} from './inputs.ts';
import { notAssessable, type PointItem, sumPoints } from './points.ts';
import { defineScore, type ScoreInput } from './score.ts';

/** Points up to and including a value; the last row has no end. */
type Bands = readonly (readonly [upTo: number, points: number])[];

const above = Number.POSITIVE_INFINITY;

/** RCP 2017, chart 1 "The NEWS scoring system". */
const chart = {
  respiratoryRate: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
    [above, 3],
  ],
  saturationScale1: [
    [91, 3],
    [93, 2],
    [95, 1],
    [above, 0],
  ],
  saturationScale2OnAir: [
    [83, 3],
    [85, 2],
    [87, 1],
    [above, 0],
  ],
  saturationScale2OnOxygen: [
    [83, 3],
    [85, 2],
    [87, 1],
    [92, 0],
    [94, 1],
    [96, 2],
    [above, 3],
  ],
  systolicPressure: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
    [above, 3],
  ],
  heartRate: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
    [above, 3],
  ],
  temperature: [
    [35, 3],
    [36, 1],
    [38, 0],
    [39, 1],
    [above, 2],
  ],
} satisfies Record<string, Bands>;

// The chart has whole numbers, and tenths of a degree.
const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

function pointsIn(bands: Bands, value: number | undefined, digits = 0): number | undefined {
  return value === undefined ? undefined : bands.find(([upTo]) => rounded(value, digits) <= upTo)?.[1];
}

const roomAir = 21;

/** Whether extra oxygen is given; a flow of 0 and a concentration of 21 % are room air. */
function onOxygen(flow: number | undefined, share: number | undefined): boolean | undefined {
  if (flow === undefined && share === undefined) return undefined;
  return (flow ?? 0) > 0 || (share ?? roomAir) > roomAir;
}

// ICD-10-CM: acute, chronic, acute on chronic, and unspecified respiratory failure with hypercapnia.
const hypercapnicFailure = ['J9602', 'J9612', 'J9622', 'J9692'];

const supplementalOxygen = { key: 'supplementalOxygen', label: 'Air or oxygen' };
const youngest = 16;

const item = ({ key, label, unit }: ScoreInput, value: number | undefined, points: number | undefined): PointItem => ({
  key,
  label,
  value,
  unit,
  points,
  most: 3,
});

/**
 * National Early Warning Score 2, 0 to 20 points; 5 or more calls for an urgent, 7 or more for an emergency response.
 * From 16 years, not in pregnancy. Consciousness is alert at a Glasgow coma score of 15; below it counts as CVPU.
 * SpO₂ scale 2 is used only where hypercapnic respiratory failure is on the record: a clinician has to choose it.
 */
export const news2 = defineScore({
  name: 'NEWS2',
  title: 'National Early Warning Score 2',
  unit: '1',
  inputs: [
    respiratoryRate,
    oxygenSaturation,
    oxygenFlow,
    oxygenShare,
    systolicPressure,
    heartRate,
    glasgowComaScore,
    temperature,
  ],
  needs: ['age'],
  spanHours: 1,
  source: {
    title: 'Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017',
    year: 2017,
    url: 'https://www.rcplondon.ac.uk/projects/outputs/national-early-warning-score-news-2',
  },
  compute: (inputs, { ageYears, icd10 = [] }) => {
    if (ageYears === undefined || ageYears < youngest) return notAssessable([`age of ${youngest} years or more`]);
    const oxygen = onOxygen(inputs.oxygenFlow, inputs.oxygenShare);
    const scale2 = icd10.some((code) => hypercapnicFailure.includes(code.toUpperCase().replace('.', '')));
    const onScale2 = oxygen ? chart.saturationScale2OnOxygen : chart.saturationScale2OnAir;
    const coma = inputs.glasgowComaScore;
    return sumPoints([
      item(respiratoryRate, inputs.respiratoryRate, pointsIn(chart.respiratoryRate, inputs.respiratoryRate)),
      item(
        oxygenSaturation,
        inputs.oxygenSaturation,
        scale2 && oxygen === undefined
          ? undefined
          : pointsIn(scale2 ? onScale2 : chart.saturationScale1, inputs.oxygenSaturation),
      ),
      { ...supplementalOxygen, points: oxygen === undefined ? undefined : oxygen ? 2 : 0, most: 2 },
      item(systolicPressure, inputs.systolicPressure, pointsIn(chart.systolicPressure, inputs.systolicPressure)),
      item(heartRate, inputs.heartRate, pointsIn(chart.heartRate, inputs.heartRate)),
      item(glasgowComaScore, coma, coma === undefined ? undefined : coma < 15 ? 3 : 0),
      item(temperature, inputs.temperature, pointsIn(chart.temperature, inputs.temperature, 1)),
    ]);
  },
});
