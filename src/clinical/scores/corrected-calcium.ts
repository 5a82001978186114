import { albumin, calcium } from './inputs.ts';
import { notAssessable, readInputs } from './points.ts';
import { defineScore } from './score.ts';

const inputs = [calcium, albumin];

/**
 * Total calcium corrected for albumin: calcium + 0.8 · (4 − albumin), mg/dL and g/dL. An estimate; ionised calcium, where
 * it was measured, is to be preferred.
 */
export const correctedCalcium = defineScore({
  name: 'corrected-calcium',
  title: 'Calcium corrected for albumin',
  unit: 'mg/dL',
  inputs,
  needs: [],
  spanHours: 24,
  source: {
    title: 'Payne RB et al. Interpretation of serum calcium in patients with abnormal serum proteins. BMJ 4:643-6',
    year: 1973,
    url: 'https://doi.org/10.1136/bmj.4.5893.643',
  },
  compute: (measured) => {
    const { parts, missing } = readInputs(inputs, measured);
    if (measured.calcium === undefined || measured.albumin === undefined) return notAssessable(missing);
    return { kind: 'assessed', value: measured.calcium + 0.8 * (4 - measured.albumin), parts };
  },
});
