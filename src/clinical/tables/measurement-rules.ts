import type { Sex } from '../case.ts';

/** A stretch of values between its limits, and what it says about the patient. */
export interface Band {
  /** At or above. */
  readonly from?: number;
  readonly above?: number;
  /** At or below. */
  readonly upTo?: number;
  readonly below?: number;
  /** What the limit is, where the number alone does not say. */
  readonly note?: string;
  readonly present?: readonly string[];
  readonly excluded?: readonly string[];
  /** Where it differs from the rule's. */
  readonly source?: string;
}

/** Own rule for a vital sign or function test. Values between the bands are undecided. */
export interface MeasurementRule {
  readonly loinc: readonly string[];
  readonly name: string;
  readonly unit: string;
  /** Units of the same number that UCUM does not know or holds for another dimension. */
  readonly sameAs?: readonly string[];
  /** Values outside cannot be those of a living patient. */
  readonly plausible: readonly [number, number];
  /** Years, from included, to excluded. */
  readonly ages?: readonly [number, number];
  readonly sex?: Sex;
  readonly bands: readonly Band[];
  /** Of every band that names none of its own. */
  readonly source: string;
}

const beats = ['beats/minute', 'beats/min', '{beats}/min', 'bpm', '1/min', '/min', '{Beats}/min', 'per minute'];
const breaths = [
  'breaths/minute',
  'breaths/min',
  '{breaths}/min',
  '{resp}/min',
  '1/min',
  '/min',
  'insp/min',
  'per minute',
];
const mmHg = ['mmHg', 'mm Hg', 'mm[Hg]'];

const adult = [18, 130] as const;

/** Systolic 370 and diastolic 360 mmHg were measured in weight lifters: MacDougall, J Appl Physiol 1985;58:785. */
const pressures = [
  {
    loinc: ['8480-6'],
    name: 'Systolic blood pressure',
    plausible: [20, 370],
    high: 'HP:0004421',
    lowBands: [{ below: 90, present: ['HP:0500105'], source: 'NHLBI' }],
    excludedByNormal: ['HP:0004421', 'HP:0500105'],
    limits: { adultHigh: 140, teenHigh: 130, normal: 120, normalFrom: 90 },
  },
  {
    loinc: ['8462-4'],
    name: 'Diastolic blood pressure',
    plausible: [5, 360],
    high: 'HP:0005117',
    // Hypotension is a matter of the systolic pressure; a low diastolic one alone is none.
    lowBands: [],
    excludedByNormal: ['HP:0005117'],
    limits: { adultHigh: 90, teenHigh: 80, normal: 80, normalFrom: 60 },
  },
] as const;

const pressureRules: readonly MeasurementRule[] = pressures.flatMap(
  ({ limits, high, lowBands, excludedByNormal, ...pressure }) => [
    {
      ...pressure,
      unit: 'mm[Hg]',
      sameAs: mmHg,
      ages: adult,
      bands: [
        ...lowBands,
        { from: limits.normalFrom, below: limits.normal, excluded: excludedByNormal, source: 'ACC/AHA 2017' },
        { from: limits.adultHigh, present: [high] },
      ],
      source: 'WHO hypertension guideline 2021',
    },
    {
      ...pressure,
      unit: 'mm[Hg]',
      sameAs: mmHg,
      ages: [13, 18] as const,
      bands: [
        // AAP 2017 gives no lower limit, so low pressure stays undecided in adolescents.
        { from: limits.normalFrom, below: limits.normal, excluded: [high] },
        { from: limits.teenHigh, present: [high] },
      ],
      source: 'AAP 2017, Pediatrics 140(3):e20171904, from 13 years',
    },
  ],
);

/**
 * Heart and respiratory rate of children: age in years from which the row holds, and the 1st, 10th, 90th and 99th
 * centiles of both. Fleming S et al., Lancet 2011;377:1011-18, web tables 4 and 5.
 */
const fleming: readonly (readonly [number, number, number, number, number, number, number, number, number])[] = [
  [0, 107, 123, 164, 181, 25, 34, 57, 66],
  [0.25, 104, 120, 159, 175, 24, 33, 55, 64],
  [0.5, 98, 114, 152, 168, 23, 31, 52, 61],
  [0.75, 93, 109, 145, 161, 22, 30, 50, 58],
  [1, 88, 103, 140, 156, 21, 28, 46, 53],
  [1.5, 82, 98, 135, 149, 19, 25, 40, 46],
  [2, 76, 92, 128, 142, 18, 22, 34, 38],
  [3, 70, 86, 123, 136, 17, 21, 29, 33],
  [4, 65, 81, 117, 131, 17, 20, 27, 29],
  [6, 59, 74, 111, 123, 16, 18, 24, 27],
  [8, 52, 67, 103, 115, 14, 16, 22, 25],
  [12, 47, 62, 96, 108, 12, 15, 21, 23],
  [15, 43, 58, 92, 104, 11, 13, 19, 22],
];

const heartRate = { loinc: ['8867-4', '8893-0'], name: 'Heart rate', unit: '/min', sameAs: beats } as const;
const respiration = { loinc: ['9279-1'], name: 'Respiratory rate', unit: '/min', sameAs: breaths } as const;

const childRateRules: readonly MeasurementRule[] = fleming.flatMap((row, index) => {
  const [from, heart1, heart10, heart90, heart99, breath1, breath10, breath90, breath99] = row;
  const ages = [from, fleming[index + 1]?.[0] ?? 18] as const;
  const source = 'Fleming 2011, Lancet 377:1011';
  return [
    {
      ...heartRate,
      plausible: [10, 350] as const,
      ages,
      source,
      bands: rateBands('HP:0001662', 'HP:0001649', heart1, heart10, heart90, heart99),
    },
    {
      ...respiration,
      plausible: [1, 200] as const,
      ages,
      source,
      bands: rateBands('HP:0046507', 'HP:0002789', breath1, breath10, breath90, breath99),
    },
  ];
});

function rateBands(
  low: string,
  high: string,
  first: number,
  tenth: number,
  ninetieth: number,
  last: number,
): readonly Band[] {
  return [
    { below: first, note: '1st centile of the age', present: [low] },
    { from: tenth, upTo: ninetieth, note: '10th to 90th centile of the age', excluded: [low, high] },
    { above: last, note: '99th centile of the age', present: [high] },
  ];
}

/** Every own rule. Limits without an age hold at any age. */
export const measurementRules: readonly MeasurementRule[] = [
  ...pressureRules,
  ...childRateRules,
  {
    ...heartRate,
    plausible: [10, 350],
    ages: adult,
    bands: [
      { below: 50, present: ['HP:0001662'], source: 'ACC/AHA/HRS bradycardia guideline 2018' },
      { from: 60, upTo: 100, excluded: ['HP:0001662', 'HP:0001649'] },
      { above: 100, present: ['HP:0001649'] },
    ],
    source: 'American Heart Association',
  },
  {
    ...respiration,
    plausible: [1, 200],
    ages: adult,
    bands: [
      { upTo: 8, present: ['HP:0046507'] },
      { from: 12, upTo: 20, excluded: ['HP:0046507', 'HP:0002789'] },
      { above: 20, present: ['HP:0002789'] },
    ],
    source: 'NEWS2, Royal College of Physicians 2017',
  },
  {
    loinc: ['8310-5', '8331-1', '8332-9', '8333-7', '8328-7', '8329-5'],
    name: 'Body temperature',
    unit: 'Cel',
    sameAs: ['°C', 'C', 'degC'],
    plausible: [20, 46],
    bands: [
      { below: 35, present: ['HP:0002045'], source: 'Wilderness Medical Society 2019' },
      { from: 36, below: 38, excluded: ['HP:0001945', 'HP:0002045'] },
      { from: 38, present: ['HP:0001945'] },
    ],
    source: 'CDC',
  },
  {
    loinc: ['59408-5', '2708-6'],
    name: 'Oxygen saturation',
    unit: '%',
    plausible: [1, 100],
    bands: [
      { below: 90, present: ['HP:0012418'], source: 'WHO 2016, Oxygen therapy for children' },
      { from: 96, excluded: ['HP:0012418'] },
    ],
    source: 'NEWS2, Royal College of Physicians 2017',
  },
  {
    loinc: ['39156-5'],
    name: 'Body mass index',
    unit: 'kg/m2',
    sameAs: ['kg/m²', 'kg/m^2'],
    plausible: [7, 250],
    ages: adult,
    bands: [
      { below: 18.5, present: ['HP:0045082'] },
      { from: 18.5, below: 25, excluded: ['HP:0045082', 'HP:0025502', 'HP:0001513'] },
      { from: 25, below: 30, present: ['HP:0025502'] },
      { from: 30, present: ['HP:0001513'] },
    ],
    source: 'WHO Technical Report Series 894, 2000',
  },
  {
    loinc: ['19926-5'],
    name: 'FEV1/FVC',
    unit: '%',
    plausible: [1, 100],
    ages: adult,
    bands: [
      { below: 70, present: ['HP:0030877'] },
      { from: 70, excluded: ['HP:0030877'] },
    ],
    source: 'GOLD report 2024',
  },
  {
    loinc: ['10230-1'],
    name: 'Left ventricular ejection fraction',
    unit: '%',
    plausible: [1, 100],
    ages: adult,
    bands: [
      { below: 52, present: ['HP:0012664'] },
      { from: 54, upTo: 74, excluded: ['HP:0012664'] },
    ],
    source: 'ASE/EACVI 2015 (normal 52–72 % in men, 54–74 % in women)',
  },
  {
    loinc: ['38265-5'],
    name: 'Bone density T-score',
    unit: '1',
    sameAs: ['{T-score}', '{Tscore}'],
    plausible: [-10, 10],
    // T-scores compare with young adults and are not meant for younger people (ISCD 2019: from menopause or 50 years).
    ages: [50, 130],
    bands: [
      { upTo: -2.5, present: ['HP:0000939'] },
      { above: -2.5, below: -1, present: ['HP:0000938'] },
      { from: -1, excluded: ['HP:0004349'] },
    ],
    source: 'WHO Technical Report Series 843, 1994',
  },
];
