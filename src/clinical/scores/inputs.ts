import type { ScoreInput } from './score.ts';

/** Measurements that several scores use. Codes: LOINC; molar masses: PubChem. */

const input = <Key extends string>(
  key: Key,
  label: string,
  loinc: readonly string[],
  unit: string,
  rest: Partial<Pick<ScoreInput, 'molarMass' | 'valence' | 'sameAs' | 'optional'>> = {},
): ScoreInput<Key> => ({ key, label, loinc, unit, ...rest });

// Vital signs
export const respiratoryRate = input('respiratoryRate', 'Respiratory rate', ['9279-1'], '/min', {
  sameAs: ['{breaths}/min', '{resp}/min', 'insp/min', 'per minute'],
});
export const heartRate = input('heartRate', 'Heart rate', ['8867-4', '8893-0'], '/min', {
  sameAs: ['{beats}/min', '{Beats}/min', 'per minute'],
});
export const systolicPressure = input('systolicPressure', 'Systolic blood pressure', ['8480-6'], 'mm[Hg]');
export const temperature = input(
  'temperature',
  'Body temperature',
  ['8310-5', '8331-1', '8332-9', '8333-7', '8328-7', '8329-5'],
  'Cel',
);
export const oxygenSaturation = input('oxygenSaturation', 'Oxygen saturation', ['59408-5', '2708-6'], '%');
export const oxygenFlow = input('oxygenFlow', 'Inhaled oxygen flow rate', ['3151-8'], 'L/min', { optional: true });
export const oxygenShare = input('oxygenShare', 'Inhaled oxygen concentration', ['3150-0'], '%', { optional: true });
export const glasgowComaScore = input('glasgowComaScore', 'Glasgow coma score', ['9269-2'], '1', {
  sameAs: ['{score}', '{Score}', '{points}'],
});

// Blood count and gases
export const leukocytes = input('leukocytes', 'Leukocytes', ['6690-2', '26464-8'], '10*3/uL');
export const bands = input('bands', 'Band forms', ['26508-2', '764-1'], '%', { optional: true });
export const carbonDioxidePressure = input('carbonDioxidePressure', 'Arterial pCO₂', ['2019-8'], 'mm[Hg]', {
  optional: true,
});
export const platelets = input('platelets', 'Platelets', ['777-3', '26515-7'], '10*9/L');

// Serum
export const sodium = input('sodium', 'Sodium', ['2951-2', '2947-0'], 'mmol/L', { valence: 1 });
export const potassium = input('potassium', 'Potassium', ['2823-3', '6298-4'], 'mmol/L', { valence: 1 });
export const chloride = input('chloride', 'Chloride', ['2075-0', '2069-3'], 'mmol/L', { valence: 1 });
// Total carbon dioxide is bicarbonate but for about 1 mmol/L; analysers that measure it report it in its place.
export const bicarbonate = input('bicarbonate', 'Bicarbonate', ['1963-8', '2028-9', '20565-8'], 'mmol/L', {
  valence: 1,
});
export const albumin = input('albumin', 'Albumin', ['1751-7', '61151-7', '61152-5'], 'g/dL');
export const calcium = input('calcium', 'Calcium', ['17861-6', '49765-1', '2000-8'], 'mg/dL', {
  molarMass: 40.078,
  valence: 2,
});
export const creatinine = input('creatinine', 'Creatinine', ['2160-0', '38483-4', '14682-9'], 'mg/dL', {
  molarMass: 113.12,
});
export const cystatinC = input('cystatinC', 'Cystatin C', ['33863-2'], 'mg/L');
export const aspartateAminotransferase = input(
  'aspartateAminotransferase',
  'Aspartate aminotransferase',
  ['1920-8', '30239-8', '88112-8'],
  'U/L',
);
export const alanineAminotransferase = input(
  'alanineAminotransferase',
  'Alanine aminotransferase',
  ['1742-6', '1743-4', '1744-2'],
  'U/L',
);
