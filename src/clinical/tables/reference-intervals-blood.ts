import { type ReferenceInterval, row } from './reference-interval-row.ts';

/** Adult intervals of blood counts, coagulation, iron and vitamins. */
export const bloodIntervals: readonly ReferenceInterval[] = [
  // Blood counts
  row('abim', 'Haemoglobin', ['718-7', '20509-6'], 'g/dL', { sex: 'male', low: 14, high: 18 }),
  row('abim', 'Haemoglobin', ['718-7', '20509-6'], 'g/dL', { sex: 'female', low: 12, high: 16 }),
  row('abim', 'Haematocrit', ['4544-3', '20570-8', '48703-3'], '%', { sex: 'male', low: 42, high: 50 }),
  row('abim', 'Haematocrit', ['4544-3', '20570-8', '48703-3'], '%', { sex: 'female', low: 37, high: 47 }),
  row('abim', 'Erythrocytes', ['789-8'], '10*6/uL', { low: 4.2, high: 5.9 }),
  row('abim', 'Mean corpuscular volume', ['787-2', '30428-7'], 'fL', { low: 80, high: 98 }),
  row('abim', 'Mean corpuscular haemoglobin concentration', ['786-4'], 'g/dL', { low: 33, high: 36, sameAs: ['%'] }),
  row('abim', 'Red cell distribution width', ['788-0'], '%', { low: 9, high: 14.5 }),
  row('abim', 'Platelets', ['777-3', '26515-7', '778-1'], '10*3/uL', { low: 150, high: 450 }),
  row('abim', 'Leukocytes', ['6690-2', '26464-8', '804-5'], '10*3/uL', { low: 4, high: 11 }),
  row('abim', 'Neutrophils', ['751-8', '26499-4', '753-4'], '10*3/uL', { low: 2, high: 8.25 }),
  row('abim', 'Lymphocytes', ['731-0', '26474-7'], '10*3/uL', { low: 1.2, high: 4.95 }),
  row('abim', 'Monocytes', ['742-7', '26484-6'], '10*3/uL', { high: 0.66 }),
  row('abim', 'Eosinophils', ['711-2', '26449-9'], '10*3/uL', { high: 0.33 }),
  row('abim', 'Basophils', ['704-7', '26444-0', '30180-4'], '10*3/uL', { high: 0.11 }),
  row('abim', 'Reticulocytes', ['4679-7', '17849-1'], '%', { low: 0.5, high: 1.5 }),
  row('abim', 'Erythrocyte sedimentation rate', ['4537-7', '30341-2'], 'mm/h', { sex: 'male', high: 15 }),
  row('abim', 'Erythrocyte sedimentation rate', ['4537-7', '30341-2'], 'mm/h', { sex: 'female', high: 20 }),
  // Coagulation
  row('abim', 'Prothrombin time', ['5902-2'], 's', { low: 11, high: 13 }),
  // Of people who take no anticoagulant; a treated patient's is prolonged all the same.
  row('mayo', 'INR', ['6301-6'], '1', { high: 1.1 }),
  row('abim', 'Activated partial thromboplastin time', ['14979-9', '3173-2'], 's', { low: 25, high: 35 }),
  row('abim', 'Fibrinogen', ['3255-7'], 'mg/dL', { low: 200, high: 400 }),
  // Iron, vitamins
  row('abim', 'Iron', ['2498-4', '14798-3'], 'ug/dL', { low: 50, high: 150, molarMass: 55.845 }),
  row('abim', 'Total iron-binding capacity', ['2500-7'], 'ug/dL', { low: 250, high: 310, molarMass: 55.845 }),
  row('abim', 'Transferrin saturation', ['2502-3'], '%', { low: 20, high: 50 }),
  row('abim', 'Ferritin', ['2276-4', '20567-4'], 'ng/mL', { sex: 'male', low: 24, high: 336 }),
  row('abim', 'Ferritin', ['2276-4', '20567-4'], 'ng/mL', { sex: 'female', low: 24, high: 307 }),
  row('abim', 'Vitamin B12', ['2132-9'], 'pg/mL', { low: 200, high: 800, molarMass: 1355.4 }),
  row('abim', 'Folate', ['2284-8', '14732-2'], 'ng/mL', { low: 1.8, high: 9, molarMass: 441.4 }),
  row('ods', '25-hydroxyvitamin D', ['1989-3'], 'ng/mL', {
    low: 12,
    normalLow: 20,
    decision: true,
    molarMass: 400.6,
  }),
];
