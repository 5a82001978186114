import { type ReferenceInterval, row } from './reference-interval-row.ts';

const thyrotropinUnits = ['u[IU]/mL', 'uIU/mL', 'µIU/mL', 'mIU/L', 'mU/L', 'u[iU]/mL', 'm[iU]/L'] as const;

/** Adult intervals of hormones, inflammation, immunology, tumour markers and the heart. */
export const hormoneIntervals: readonly ReferenceInterval[] = [
  // Hormones
  row('abim', 'Thyrotropin', ['3016-3', '11579-0'], 'm[IU]/L', { low: 0.5, high: 4, sameAs: thyrotropinUnits }),
  row('abim', 'Free thyroxine', ['3024-7'], 'ng/dL', { low: 0.8, high: 1.8, molarMass: 776.87 }),
  row('abim', 'Thyroxine', ['3026-2'], 'ug/dL', { low: 5, high: 12, molarMass: 776.87 }),
  row('abim', 'Parathyroid hormone, intact', ['2731-8'], 'pg/mL', { low: 10, high: 65 }),
  row('abim2024', 'Prolactin', ['2842-3'], 'ng/mL', { high: 20 }),
  row('abim', 'Testosterone', ['2986-8'], 'ng/dL', { sex: 'male', low: 291, high: 1100, molarMass: 288.42 }),
  row('abim', 'Testosterone', ['2986-8'], 'ng/dL', { sex: 'female', low: 18, high: 54, molarMass: 288.42 }),
  // Of women these hang on the day of the cycle.
  row('abim2024', 'Follitropin', ['15067-2'], '[IU]/L', { sex: 'male', low: 1, high: 7 }),
  row('abim2024', 'Lutropin', ['10501-5'], '[IU]/L', { sex: 'male', low: 2, high: 9 }),
  row('abim2024', 'Insulin-like growth factor 1', ['2484-4'], 'ng/mL', { ageMax: 25, low: 182, high: 780 }),
  row('abim2024', 'Insulin-like growth factor 1', ['2484-4'], 'ng/mL', { ageMin: 25, ageMax: 40, low: 114, high: 492 }),
  row('abim2024', 'Insulin-like growth factor 1', ['2484-4'], 'ng/mL', { ageMin: 40, ageMax: 55, low: 90, high: 360 }),
  row('abim2024', 'Insulin-like growth factor 1', ['2484-4'], 'ng/mL', { ageMin: 55, low: 71, high: 290 }),
  // Inflammation, immunology
  row('abim', 'C-reactive protein', ['1988-5', '30522-7'], 'mg/L', { high: 8 }),
  row('abim', 'Procalcitonin', ['33959-8'], 'ng/mL', { high: 0.1 }),
  row('nbme', 'Immunoglobulin G', ['2465-3'], 'mg/dL', { low: 650, high: 1500 }),
  row('nbme', 'Immunoglobulin A', ['2458-8'], 'mg/dL', { low: 76, high: 390 }),
  row('nbme', 'Immunoglobulin M', ['2472-9'], 'mg/dL', { low: 50, high: 300 }),
  row('nbme', 'Immunoglobulin E', ['19113-0'], '[IU]/mL', { high: 380 }),
  row('abim', 'Complement C3', ['4485-9'], 'mg/dL', { low: 100, high: 233 }),
  row('abim', 'Complement C4', ['4498-2'], 'mg/dL', { low: 14, high: 48 }),
  row('abim', 'Rheumatoid factor', ['11572-5'], '[IU]/mL', { high: 24 }),
  row('abim', 'Carcinoembryonic antigen', ['2039-6'], 'ng/mL', { high: 2.5 }),
  row('abim2024', 'Alpha-fetoprotein', ['1834-1'], 'ng/mL', { high: 10 }),
  row('abim', 'Carbohydrate antigen 19-9', ['24108-3'], 'U/mL', { high: 37, sameAs: ["[arb'U]/mL"] }),
  // Heart
  row('abim', 'Troponin I', ['10839-9'], 'ng/mL', { high: 0.04 }),
  row('abim', 'Troponin T', ['6598-7'], 'ng/mL', { high: 0.01 }),
  row('abim', 'NT-proBNP', ['33762-6'], 'pg/mL', { ageMax: 50, high: 450, normalHigh: 300, decision: true }),
  row('abim', 'NT-proBNP', ['33762-6'], 'pg/mL', {
    ageMin: 50,
    ageMax: 76,
    high: 900,
    normalHigh: 300,
    decision: true,
  }),
  row('abim', 'NT-proBNP', ['33762-6'], 'pg/mL', { ageMin: 76, high: 1800, normalHigh: 300, decision: true }),
];
