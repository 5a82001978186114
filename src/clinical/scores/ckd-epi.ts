import type { Sex } from '../case.ts';
import { creatinine, cystatinC } from './inputs.ts';
import { notAssessable, readInputs } from './points.ts';
import {
  defineScore,
  type Inputs,
  type Score,
  type ScoreInput,
  type ScorePerson,
  type ScoreResult,
  type ScoreSource,
} from './score.ts';

/** `min(x, 1)^below · max(x, 1)^above`: the two slopes of the CKD-EPI equations on both sides of the usual value. */
const twoSlopes = (ratio: number, below: number, above: number): number =>
  Math.min(ratio, 1) ** below * Math.max(ratio, 1) ** above;

const usualCreatinine: Readonly<Record<Sex, number>> = { female: 0.7, male: 0.9 };
const usualCystatin = 0.8;

/** Inker LA et al., N Engl J Med 2021;385:1737, as on https://kidney.org/ckd-epi-creatinine-equation-2021. */
function byCreatinine(creatinineMgDl: number, age: number, sex: Sex): number {
  const [below, factor] = sex === 'female' ? [-0.241, 1.012] : [-0.302, 1];
  return 142 * twoSlopes(creatinineMgDl / usualCreatinine[sex], below, -1.2) * 0.9938 ** age * factor;
}

/** Inker LA et al., N Engl J Med 2012;367:20, as on https://www.kidney.org/content/ckd-epi-cystatin-c-equation-2012. */
function byCystatin(cystatinMgL: number, age: number, sex: Sex): number {
  return 133 * twoSlopes(cystatinMgL / usualCystatin, -0.499, -1.328) * 0.996 ** age * (sex === 'female' ? 0.932 : 1);
}

/** Inker LA et al., N Engl J Med 2021;385:1737. */
function byBoth(creatinineMgDl: number, cystatinMgL: number, age: number, sex: Sex): number {
  const [below, factor] = sex === 'female' ? [-0.219, 0.963] : [-0.144, 1];
  return (
    135 *
    twoSlopes(creatinineMgDl / usualCreatinine[sex], below, -0.544) *
    twoSlopes(cystatinMgL / usualCystatin, -0.323, -0.778) *
    0.9961 ** age *
    factor
  );
}

type Marker = 'creatinine' | 'cystatinC';

function estimate<Key extends Marker>(
  name: string,
  title: string,
  inputs: readonly ScoreInput<Key>[],
  source: ScoreSource,
  equation: (measured: Readonly<Record<Key, number>>, age: number, sex: Sex) => number,
): Score {
  const compute = (measured: Inputs<Key>, { ageYears, sex }: ScorePerson): ScoreResult => {
    const { parts, missing } = readInputs(inputs, measured);
    const person = [
      ...(ageYears === undefined || ageYears < 18 ? ['age of 18 years or more'] : []),
      ...(sex === undefined ? ['sex'] : []),
    ];
    const positive = parts.every(({ value = 0 }) => value > 0);
    if (missing.length > 0 || person.length > 0 || !positive || ageYears === undefined || sex === undefined) {
      return notAssessable([...missing, ...person, ...(positive ? [] : ['a concentration above zero'])]);
    }
    // KDIGO 2012 §1.4.3: reported as a whole number.
    const value = Math.round(equation(measured as Readonly<Record<Key, number>>, ageYears, sex));
    return { kind: 'assessed', value, parts: [...parts, { key: 'age', label: 'Age', value: ageYears, unit: 'a' }] };
  };
  // Markers of different weeks do not belong together.
  return defineScore({
    ...{ name, title, inputs, source, unit: 'mL/min/{1.73_m2}' },
    needs: ['age', 'sex'],
    spanHours: 24 * 7,
    compute,
  });
}

const inker2021: ScoreSource = {
  title: 'Inker LA et al. New creatinine- and cystatin C-based equations to estimate GFR without race. NEJM 385:1737',
  year: 2021,
  url: 'https://doi.org/10.1056/NEJMoa2102953',
};

/** CKD-EPI 2021 creatinine equation, mL/min/1.73 m², adults; for a stable creatinine (not in acute kidney injury). */
export const egfr = estimate(
  'eGFR',
  'Estimated glomerular filtration rate, CKD-EPI 2021 creatinine',
  [creatinine],
  inker2021,
  (measured, age, sex) => byCreatinine(measured.creatinine, age, sex),
);

/** CKD-EPI 2012 cystatin C equation, mL/min/1.73 m², adults. */
export const egfrCystatin = estimate(
  'eGFR-cystatin',
  'Estimated glomerular filtration rate, CKD-EPI 2012 cystatin C',
  [cystatinC],
  {
    title: 'Inker LA et al. Estimating GFR from serum creatinine and cystatin C. NEJM 367:20-29',
    year: 2012,
    url: 'https://doi.org/10.1056/NEJMoa1114248',
  },
  (measured, age, sex) => byCystatin(measured.cystatinC, age, sex),
);

/** CKD-EPI 2021 creatinine-cystatin C equation, mL/min/1.73 m², adults. */
export const egfrBoth = estimate(
  'eGFR-creatinine-cystatin',
  'Estimated glomerular filtration rate, CKD-EPI 2021 creatinine and cystatin C',
  [creatinine, cystatinC],
  inker2021,
  (measured, age, sex) => byBoth(measured.creatinine, measured.cystatinC, age, sex),
);
