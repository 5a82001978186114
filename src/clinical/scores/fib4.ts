import { alanineAminotransferase, aspartateAminotransferase, platelets } from './inputs.ts';
import { notAssessable, readInputs } from './points.ts';
import { defineScore } from './score.ts';

const inputs = [aspartateAminotransferase, alanineAminotransferase, platelets];

/** Age · AST / (platelets · √ALT), with U/L and 10⁹/L: an index of liver fibrosis, without unit. Adults. */
export const fib4 = defineScore({
  name: 'FIB-4',
  title: 'Fibrosis-4 index',
  unit: '1',
  inputs,
  needs: ['age'],
  // Non-acute values; our own convention for what still describes one state of the liver.
  spanHours: 24 * 90,
  source: {
    title:
      'Sterling RK et al. Development of a simple noninvasive index to predict significant fibrosis. Hepatology 43:1317',
    year: 2006,
    url: 'https://doi.org/10.1002/hep.21178',
  },
  compute: (measured, { ageYears }) => {
    const { parts, missing } = readInputs(inputs, measured);
    const { aspartateAminotransferase: ast, alanineAminotransferase: alt, platelets: count } = measured;
    if (ast === undefined || alt === undefined || count === undefined) return notAssessable(missing);
    if (ageYears === undefined || ageYears < 18) return notAssessable(['age of 18 years or more']);
    if (alt <= 0 || count <= 0) return notAssessable(['values above zero']);
    const value = (ageYears * ast) / (count * Math.sqrt(alt));
    return { kind: 'assessed', value, parts: [...parts, { key: 'age', label: 'Age', value: ageYears, unit: 'a' }] };
  },
});
