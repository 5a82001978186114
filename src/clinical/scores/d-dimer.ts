import { notAssessable, readInputs } from './points.ts';
import { defineScore, type ScoreInput } from './score.ts';

// FEU only: in D-dimer units (DDU) the same sample gives half the number.
const dimer: ScoreInput<'dimer'> = {
  key: 'dimer',
  label: 'D-dimer',
  loinc: ['48065-7'],
  unit: 'ng/mL',
  sameAs: ['ng/mL{FEU}', 'ng/mL FEU'],
};

const inputs = [dimer];
const usualCutOff = 500;
const perYear = 10;

/**
 * D-dimer (FEU) over its age-adjusted cut-off, which is 500 ng/mL to the age of 50 years and 10 ng/mL for each year of
 * age above. Below 1, pulmonary embolism is excluded where its clinical probability is not high. Adults.
 */
export const dDimerByAge = defineScore({
  name: 'D-dimer-age',
  title: 'D-dimer over its age-adjusted cut-off',
  unit: '1',
  inputs,
  needs: ['age'],
  source: {
    title:
      'Righini M et al. Age-adjusted D-dimer cutoff levels to rule out pulmonary embolism: ADJUST-PE. JAMA 311:1117',
    year: 2014,
    url: 'https://doi.org/10.1001/jama.2014.2135',
  },
  compute: (measured, { ageYears }) => {
    const { parts, missing } = readInputs(inputs, measured);
    if (measured.dimer === undefined) return notAssessable(missing);
    if (ageYears === undefined || ageYears < 18) return notAssessable(['age of 18 years or more']);
    const cutOff = Math.max(usualCutOff, Math.floor(ageYears) * perYear);
    const age = { key: 'age', label: 'Age', value: ageYears, unit: 'a' };
    return { kind: 'assessed', value: measured.dimer / cutOff, parts: [...parts, age] };
  },
});
