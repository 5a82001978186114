import { enzymeUnits, type ReferenceInterval, row } from './reference-interval-row.ts';

/**
 * Adult intervals of electrolytes, blood gases, kidney, urine, liver, glucose, lipids and cerebrospinal fluid.
 * Electrolytes, creatinine and urea in whole blood are reported as plasma concentrations by convention (IFCC, Clin Chem
 * Lab Med 2000;38:1301), so the codes for blood share the row of serum and plasma.
 */
export const chemistryIntervals: readonly ReferenceInterval[] = [
  // Electrolytes and acid-base
  row('abim', 'Sodium', ['2951-2', '2947-0'], 'mmol/L', { low: 136, high: 145, valence: 1 }),
  row('abim', 'Potassium', ['2823-3', '6298-4'], 'mmol/L', { low: 3.5, high: 5, valence: 1 }),
  row('abim', 'Chloride', ['2075-0', '2069-3'], 'mmol/L', { low: 98, high: 106, valence: 1 }),
  row('abim', 'Bicarbonate', ['1963-8', '1959-6', '1960-4'], 'mmol/L', { low: 23, high: 28, valence: 1 }),
  row('abim', 'Anion gap', ['33037-3', '10466-1'], 'mmol/L', { low: 7, high: 13, valence: 1 }),
  row('abim', 'Calcium', ['17861-6', '49765-1', '2000-8'], 'mg/dL', {
    low: 8.6,
    high: 10.2,
    molarMass: 40.078,
    valence: 2,
  }),
  row('abim', 'Ionised calcium', ['1994-3', '12180-6', '17864-0', '1995-0'], 'mmol/L', {
    low: 1.16,
    high: 1.31,
    valence: 2,
  }),
  row('abim', 'Magnesium', ['19123-9', '2601-3'], 'mg/dL', { low: 1.6, high: 2.6, molarMass: 24.305, valence: 2 }),
  row('abim', 'Phosphate, as phosphorus', ['2777-1'], 'mg/dL', { low: 3, high: 4.5, molarMass: 30.974 }),
  row('abim', 'Lactate', ['2524-7', '32693-4', '2518-9', '2519-7'], 'mmol/L', {
    low: 0.7,
    high: 2.1,
    molarMass: 90.08,
  }),
  // NBME's limits are the wider ones; ABIM has 7.38–7.44 and 38–42 mmHg. A high oxygen pressure is that of a treated patient.
  row('nbme', 'pH of arterial blood', ['2744-1'], '[pH]', { low: 7.35, high: 7.45, sameAs: ['pH', '1', 'units'] }),
  row('nbme', 'Carbon dioxide pressure, arterial', ['2019-8'], 'mm[Hg]', { low: 33, high: 45 }),
  row('nbme', 'Oxygen pressure, arterial', ['2703-7'], 'mm[Hg]', { low: 75 }),
  // Kidney
  row('abim', 'Creatinine', ['2160-0', '38483-4', '14682-9'], 'mg/dL', {
    sex: 'male',
    low: 0.7,
    high: 1.3,
    molarMass: 113.12,
  }),
  row('abim', 'Creatinine', ['2160-0', '38483-4', '14682-9'], 'mg/dL', {
    sex: 'female',
    low: 0.5,
    high: 1.1,
    molarMass: 113.12,
  }),
  // Two nitrogen atoms a molecule of urea: 28.014 g of urea nitrogen a mole.
  row('abim', 'Urea nitrogen', ['3094-0', '6299-2'], 'mg/dL', { low: 8, high: 20, molarMass: 28.014 }),
  row('abim', 'Urate', ['3084-1', '14933-6'], 'mg/dL', { low: 3, high: 7, molarMass: 168.11 }),
  row('kdigo', 'Estimated GFR', ['33914-3', '48642-3', '48643-1'], 'mL/min', {
    low: 60,
    normalLow: 90,
    decision: true,
  }),
  row('kdigo', 'Urine albumin to creatinine', ['14959-1', '9318-7', '14958-3'], 'mg/g', { high: 30, decision: true }),
  row('kdigo', 'Urine protein to creatinine', ['2890-2'], 'mg/g', { high: 150, decision: true }),
  // Three are microhaematuria in a properly collected specimen, which nobody knows of a record's: present only above the
  // 25 of the guideline's high-risk group, excluded below three.
  row('sufu', 'Erythrocytes in urine', ['13945-1'], '/[HPF]', { high: 25, normalHigh: 2, decision: true }),
  row('abim', 'Specific gravity of urine', ['5811-5', '2965-2'], '1', { low: 1.002, high: 1.03 }),
  // Liver, pancreas, muscle
  row('abim', 'Albumin', ['1751-7', '2862-1'], 'g/dL', { low: 3.5, high: 5.5 }),
  row('abim', 'Protein', ['2885-2'], 'g/dL', { low: 5.5, high: 9 }),
  row('nbme', 'Globulin', ['2336-6'], 'g/dL', { low: 2.3, high: 3.5 }),
  // ABIM has lower limits of these too; a low bilirubin, aminotransferase or creatine kinase means nothing.
  row('abim', 'Bilirubin, total', ['1975-2'], 'mg/dL', { high: 1, molarMass: 584.66 }),
  row('abim', 'Bilirubin, direct', ['1968-7'], 'mg/dL', { high: 0.3, molarMass: 584.66 }),
  row('abim2024', 'Bilirubin, indirect', ['1971-1'], 'mg/dL', { high: 0.7, molarMass: 584.66 }),
  row('abim', 'Alanine aminotransferase', ['1742-6'], 'U/L', { high: 40, sameAs: enzymeUnits }),
  row('abim', 'Aspartate aminotransferase', ['1920-8'], 'U/L', { high: 40, sameAs: enzymeUnits }),
  row('abim', 'Alkaline phosphatase', ['6768-6'], 'U/L', { low: 30, high: 120, sameAs: enzymeUnits }),
  row('abim', 'Gamma-glutamyltransferase', ['2324-2'], 'U/L', { sex: 'male', low: 9, high: 50, sameAs: enzymeUnits }),
  row('abim', 'Gamma-glutamyltransferase', ['2324-2'], 'U/L', { sex: 'female', low: 8, high: 40, sameAs: enzymeUnits }),
  row('abim', 'Lactate dehydrogenase', ['2532-0'], 'U/L', { low: 80, high: 225, sameAs: enzymeUnits }),
  row('abim', 'Lipase', ['3040-3'], 'U/L', { high: 140, sameAs: enzymeUnits }),
  row('abim', 'Amylase', ['1798-8'], 'U/L', { low: 25, high: 125, sameAs: enzymeUnits }),
  row('abim', 'Creatine kinase', ['2157-6'], 'U/L', { sex: 'male', high: 170, sameAs: enzymeUnits }),
  row('abim', 'Creatine kinase', ['2157-6'], 'U/L', { sex: 'female', high: 135, sameAs: enzymeUnits }),
  row('abim', 'Ammonia', ['16362-6'], 'ug/dL', { low: 40, high: 70, molarMass: 17.031 }),
  row('nbme', 'Transferrin', ['3034-6'], 'mg/dL', { low: 200, high: 360 }),
  row('abim2024', 'Prealbumin', ['14338-8'], 'mg/dL', { low: 16, high: 30 }),
  // ABIM has 83–267 mg/dL; laboratories differ by method, and only what is low by the lowest of them says anything.
  row('mayoLabs', 'Haptoglobin', ['4542-7'], 'mg/dL', { low: 30, normalLow: 83 }),
  row('abim2024', 'Copper', ['5631-7'], 'ug/dL', { low: 100, high: 200, molarMass: 63.546 }),
  // Glucose, lipids. The sample may not have been fasting: high is what is high at any time of day.
  row('ada', 'Glucose', ['2345-7', '2339-0', '14749-6', '15074-8', '2340-8', '41653-7'], 'mg/dL', {
    low: 70,
    high: 200,
    normalHigh: 99,
    decision: true,
    molarMass: 180.16,
  }),
  row('ada', 'Glucose, fasting', ['1558-6'], 'mg/dL', {
    low: 70,
    high: 126,
    normalHigh: 99,
    decision: true,
    molarMass: 180.16,
  }),
  row('abim', 'Haemoglobin A1c', ['4548-4', '17856-6'], '%', { low: 4, high: 5.6 }),
  row('atp3', 'Cholesterol', ['2093-3', '14647-2'], 'mg/dL', {
    high: 240,
    normalHigh: 199,
    decision: true,
    molarMass: 386.65,
  }),
  row('atp3', 'LDL cholesterol', ['13457-7', '18262-6', '2089-1', '22748-8'], 'mg/dL', {
    high: 160,
    normalHigh: 129,
    decision: true,
    molarMass: 386.65,
  }),
  row('atp3', 'HDL cholesterol', ['2085-9', '14646-4'], 'mg/dL', { low: 40, decision: true, molarMass: 386.65 }),
  // 885.43 g/mol is triolein, the convention for triglycerides.
  row('atp3', 'Triglycerides', ['2571-8'], 'mg/dL', { high: 200, normalHigh: 149, decision: true, molarMass: 885.43 }),
  // Cerebrospinal fluid, blood pigments
  row('nbme', 'Glucose in cerebrospinal fluid', ['2342-4'], 'mg/dL', { low: 40, high: 70, molarMass: 180.16 }),
  row('nbme', 'Protein in cerebrospinal fluid', ['2880-3'], 'mg/dL', { high: 40 }),
  row('abim', 'Methaemoglobin', ['2614-6'], '%', { high: 3 }),
];
