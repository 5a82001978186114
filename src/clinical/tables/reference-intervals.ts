import type { Sex } from '../case.ts';

/** Publications that intervals are taken from. `label` is what a clinician reads beside the limit. */
export const intervalSources = {
  abim: {
    label: 'ABIM 2026',
    citation:
      'American Board of Internal Medicine. ABIM Laboratory Test Reference Ranges, January 2026. https://www.abim.org/media/e2wdwdqu/laboratory-reference-ranges.pdf',
  },
  nbme: {
    label: 'NBME 2026',
    citation:
      'National Board of Medical Examiners. Laboratory Reference Values, April 2026. https://www.nbme.org/wp-content/uploads/2026/04/NBME_Laboratory_Reference_Values.pdf',
  },
  atp3: {
    label: 'NCEP ATP III 2002',
    citation:
      'National Cholesterol Education Program, Adult Treatment Panel III, final report. NIH Publication 02-5215, 2002.',
  },
  ada: {
    label: 'ADA 2024',
    citation:
      'American Diabetes Association. Standards of Care in Diabetes 2024, sections 2 and 6. Diabetes Care 47 S1.',
  },
  kdigo: {
    label: 'KDIGO 2024',
    citation: 'KDIGO 2024 Clinical Practice Guideline for Chronic Kidney Disease. Kidney Int 105(4S), 2024.',
  },
  mayo: {
    label: 'Mayo Clinic',
    citation:
      'Mayo Clinic. Prothrombin time test. https://www.mayoclinic.org/tests-procedures/prothrombin-time/about/pac-20384661',
  },
  ods: {
    label: 'NIH ODS',
    citation:
      'NIH Office of Dietary Supplements. Vitamin D, fact sheet for health professionals. https://ods.od.nih.gov/factsheets/VitaminD-HealthProfessional/',
  },
} as const;

export type IntervalSource = keyof typeof intervalSources;

/**
 * Limits for adults (18 years and over, not pregnant), used only when a result carries neither an interpretation nor a
 * reference range. A value below `low` is low, above `high` high, from `normalLow` to `normalHigh` normal (the limits
 * themselves where those are absent); what lies between is left undecided. `decision` marks decision limits of guidelines, of which
 * `high` itself is high already.
 */
export interface ReferenceInterval {
  readonly loinc: readonly string[];
  readonly analyte: string;
  readonly unit: string;
  readonly sex?: Sex;
  readonly ageMin?: number;
  readonly ageMax?: number;
  readonly low?: number;
  readonly high?: number;
  readonly normalLow?: number;
  readonly normalHigh?: number;
  readonly decision?: true;
  /** g/mol (PubChem, computed by PubChem 2.2), where results come in mass and in molar units. */
  readonly molarMass?: number;
  /** Charge number, where results come in equivalents: only 1 is the same number in mol. */
  readonly valence?: 1 | 2;
  /** Units of the same number that UCUM holds for another dimension, e.g. `%` for g/dL in MCHC. */
  readonly sameAs?: readonly string[];
  readonly source: IntervalSource;
}

// One international unit of an enzyme is its U (1 µmol/min, Enzyme Commission 1961); UCUM keeps [IU] for arbitrary units.
const enzymeUnits = ['[IU]/L', 'IU/L', '[iU]/L', 'units/L'] as const;

const thyrotropinUnits = ['u[IU]/mL', 'uIU/mL', 'µIU/mL', 'mIU/L', 'mU/L', 'u[iU]/mL', 'm[iU]/L'] as const;

// Electrolytes, creatinine and urea in whole blood are reported as plasma concentrations by convention (IFCC, Clin Chem
// Lab Med 2000;38:1301), so the codes for blood share the row of serum and plasma.
type Limits = Omit<ReferenceInterval, 'source' | 'analyte' | 'loinc' | 'unit'>;

function row(
  source: IntervalSource,
  analyte: string,
  loinc: readonly string[],
  unit: string,
  limits: Limits,
): ReferenceInterval {
  return { source, analyte, loinc, unit, ...limits };
}

export const referenceIntervals: readonly ReferenceInterval[] = [
  // Electrolytes and acid-base
  row('abim', 'Sodium', ['2951-2', '2947-0'], 'mmol/L', { low: 136, high: 145, valence: 1 }),
  row('abim', 'Potassium', ['2823-3', '6298-4'], 'mmol/L', { low: 3.5, high: 5, valence: 1 }),
  row('abim', 'Chloride', ['2075-0', '2069-3'], 'mmol/L', { low: 98, high: 106, valence: 1 }),
  row('abim', 'Bicarbonate', ['1963-8'], 'mmol/L', { low: 23, high: 28, valence: 1 }),
  row('abim', 'Anion gap', ['33037-3'], 'mmol/L', { low: 7, high: 13, valence: 1 }),
  row('abim', 'Calcium', ['17861-6', '2000-8'], 'mg/dL', { low: 8.6, high: 10.2, molarMass: 40.078, valence: 2 }),
  row('abim', 'Ionised calcium', ['1994-3'], 'mmol/L', { low: 1.16, high: 1.31, valence: 2 }),
  row('abim', 'Magnesium', ['19123-9'], 'mg/dL', { low: 1.6, high: 2.6, molarMass: 24.305, valence: 2 }),
  row('abim', 'Phosphate, as phosphorus', ['2777-1'], 'mg/dL', { low: 3, high: 4.5, molarMass: 30.974 }),
  row('abim', 'Lactate', ['2524-7', '32693-4'], 'mmol/L', { low: 0.7, high: 2.1, molarMass: 90.08 }),
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
  row('abim', 'Urate', ['3084-1'], 'mg/dL', { low: 3, high: 7, molarMass: 168.11 }),
  row('kdigo', 'Estimated GFR', ['33914-3', '48642-3', '48643-1'], 'mL/min', {
    low: 60,
    normalLow: 90,
    decision: true,
  }),
  row('kdigo', 'Urine albumin to creatinine', ['14959-1', '9318-7'], 'mg/g', { high: 30, decision: true }),
  row('kdigo', 'Urine protein to creatinine', ['2890-2'], 'mg/g', { high: 150, decision: true }),
  // Liver, pancreas, muscle
  row('abim', 'Albumin', ['1751-7'], 'g/dL', { low: 3.5, high: 5.5 }),
  row('abim', 'Protein', ['2885-2'], 'g/dL', { low: 5.5, high: 9 }),
  row('nbme', 'Globulin', ['2336-6'], 'g/dL', { low: 2.3, high: 3.5 }),
  row('abim', 'Bilirubin, total', ['1975-2'], 'mg/dL', { low: 0.3, high: 1, molarMass: 584.66 }),
  row('abim', 'Bilirubin, direct', ['1968-7'], 'mg/dL', { low: 0.1, high: 0.3, molarMass: 584.66 }),
  row('abim', 'Alanine aminotransferase', ['1742-6'], 'U/L', { low: 10, high: 40, sameAs: enzymeUnits }),
  row('abim', 'Aspartate aminotransferase', ['1920-8'], 'U/L', { low: 10, high: 40, sameAs: enzymeUnits }),
  row('abim', 'Alkaline phosphatase', ['6768-6'], 'U/L', { low: 30, high: 120, sameAs: enzymeUnits }),
  row('abim', 'Gamma-glutamyltransferase', ['2324-2'], 'U/L', { sex: 'male', low: 9, high: 50, sameAs: enzymeUnits }),
  row('abim', 'Gamma-glutamyltransferase', ['2324-2'], 'U/L', { sex: 'female', low: 8, high: 40, sameAs: enzymeUnits }),
  row('abim', 'Lactate dehydrogenase', ['2532-0'], 'U/L', { low: 80, high: 225, sameAs: enzymeUnits }),
  row('abim', 'Amylase', ['1798-8'], 'U/L', { low: 25, high: 125, sameAs: enzymeUnits }),
  row('abim', 'Creatine kinase', ['2157-6'], 'U/L', { sex: 'male', low: 55, high: 170, sameAs: enzymeUnits }),
  row('abim', 'Creatine kinase', ['2157-6'], 'U/L', { sex: 'female', low: 30, high: 135, sameAs: enzymeUnits }),
  row('abim', 'Ammonia', ['16362-6'], 'ug/dL', { low: 40, high: 70, molarMass: 17.031 }),
  // Glucose, lipids. The sample may not have been fasting: high is what is high at any time of day.
  row('ada', 'Glucose', ['2345-7', '2339-0', '14749-6'], 'mg/dL', {
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
  row('atp3', 'LDL cholesterol', ['13457-7', '18262-6', '2089-1'], 'mg/dL', {
    high: 160,
    normalHigh: 129,
    decision: true,
    molarMass: 386.65,
  }),
  row('atp3', 'HDL cholesterol', ['2085-9'], 'mg/dL', { low: 40, decision: true, molarMass: 386.65 }),
  // 885.43 g/mol is triolein, the convention for triglycerides.
  row('atp3', 'Triglycerides', ['2571-8'], 'mg/dL', { high: 200, normalHigh: 149, decision: true, molarMass: 885.43 }),
  // Blood counts
  row('abim', 'Haemoglobin', ['718-7'], 'g/dL', { sex: 'male', low: 14, high: 18 }),
  row('abim', 'Haemoglobin', ['718-7'], 'g/dL', { sex: 'female', low: 12, high: 16 }),
  row('abim', 'Haematocrit', ['4544-3', '20570-8', '48703-3'], '%', { sex: 'male', low: 42, high: 50 }),
  row('abim', 'Haematocrit', ['4544-3', '20570-8', '48703-3'], '%', { sex: 'female', low: 37, high: 47 }),
  row('abim', 'Erythrocytes', ['789-8'], '10*6/uL', { low: 4.2, high: 5.9 }),
  row('abim', 'Mean corpuscular volume', ['787-2', '30428-7'], 'fL', { low: 80, high: 98 }),
  row('abim', 'Mean corpuscular haemoglobin concentration', ['786-4'], 'g/dL', { low: 33, high: 36, sameAs: ['%'] }),
  row('abim', 'Red cell distribution width', ['788-0'], '%', { low: 9, high: 14.5 }),
  row('abim', 'Platelets', ['777-3', '26515-7'], '10*3/uL', { low: 150, high: 450 }),
  row('abim', 'Leukocytes', ['6690-2', '26464-8'], '10*3/uL', { low: 4, high: 11 }),
  row('abim', 'Neutrophils', ['751-8'], '10*3/uL', { low: 2, high: 8.25 }),
  row('abim', 'Lymphocytes', ['731-0'], '10*3/uL', { low: 1.2, high: 4.95 }),
  row('abim', 'Monocytes', ['742-7'], '10*3/uL', { high: 0.66 }),
  row('abim', 'Eosinophils', ['711-2'], '10*3/uL', { high: 0.33 }),
  row('abim', 'Basophils', ['704-7'], '10*3/uL', { high: 0.11 }),
  row('abim', 'Erythrocyte sedimentation rate', ['4537-7', '30341-2'], 'mm/h', { sex: 'male', high: 15 }),
  row('abim', 'Erythrocyte sedimentation rate', ['4537-7', '30341-2'], 'mm/h', { sex: 'female', high: 20 }),
  // Coagulation
  row('abim', 'Prothrombin time', ['5902-2'], 's', { low: 11, high: 13 }),
  // Of people who take no anticoagulant; a treated patient's is prolonged all the same.
  row('mayo', 'INR', ['6301-6'], '1', { high: 1.1 }),
  row('abim', 'Activated partial thromboplastin time', ['14979-9'], 's', { low: 25, high: 35 }),
  row('abim', 'Fibrinogen', ['3255-7'], 'mg/dL', { low: 200, high: 400 }),
  // Iron, vitamins
  row('abim', 'Iron', ['2498-4', '14798-3'], 'ug/dL', { low: 50, high: 150, molarMass: 55.845 }),
  row('abim', 'Total iron-binding capacity', ['2500-7'], 'ug/dL', { low: 250, high: 310, molarMass: 55.845 }),
  row('abim', 'Transferrin saturation', ['2502-3'], '%', { low: 20, high: 50 }),
  row('abim', 'Ferritin', ['2276-4'], 'ng/mL', { sex: 'male', low: 24, high: 336 }),
  row('abim', 'Ferritin', ['2276-4'], 'ng/mL', { sex: 'female', low: 24, high: 307 }),
  row('abim', 'Vitamin B12', ['2132-9'], 'pg/mL', { low: 200, high: 800, molarMass: 1355.4 }),
  row('abim', 'Folate', ['2284-8'], 'ng/mL', { low: 1.8, high: 9, molarMass: 441.4 }),
  row('ods', '25-hydroxyvitamin D', ['1989-3'], 'ng/mL', {
    low: 12,
    normalLow: 20,
    decision: true,
    molarMass: 400.6,
  }),
  // Hormones
  row('abim', 'Thyrotropin', ['3016-3'], 'm[IU]/L', { low: 0.5, high: 4, sameAs: thyrotropinUnits }),
  row('abim', 'Free thyroxine', ['3024-7'], 'ng/dL', { low: 0.8, high: 1.8, molarMass: 776.87 }),
  row('abim', 'Thyroxine', ['3026-2'], 'ug/dL', { low: 5, high: 12, molarMass: 776.87 }),
  row('abim', 'Parathyroid hormone, intact', ['2731-8'], 'pg/mL', { low: 10, high: 65 }),
  // Inflammation, immunology
  row('abim', 'C-reactive protein', ['1988-5'], 'mg/L', { high: 8 }),
  row('nbme', 'Immunoglobulin G', ['2465-3'], 'mg/dL', { low: 650, high: 1500 }),
  row('nbme', 'Immunoglobulin A', ['2458-8'], 'mg/dL', { low: 76, high: 390 }),
  row('nbme', 'Immunoglobulin M', ['2472-9'], 'mg/dL', { low: 50, high: 300 }),
  row('abim', 'Complement C3', ['4485-9'], 'mg/dL', { low: 100, high: 233 }),
  row('abim', 'Complement C4', ['4498-2'], 'mg/dL', { low: 14, high: 48 }),
  row('abim', 'Rheumatoid factor', ['11572-5'], '[IU]/mL', { high: 24 }),
  row('abim', 'Carcinoembryonic antigen', ['2039-6'], 'ng/mL', { high: 2.5 }),
  // Heart
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
  // Cerebrospinal fluid, blood pigments
  row('nbme', 'Glucose in cerebrospinal fluid', ['2342-4'], 'mg/dL', { low: 40, high: 70, molarMass: 180.16 }),
  row('nbme', 'Protein in cerebrospinal fluid', ['2880-3'], 'mg/dL', { high: 40 }),
  row('abim', 'Methaemoglobin', ['2614-6'], '%', { high: 3 }),
];
