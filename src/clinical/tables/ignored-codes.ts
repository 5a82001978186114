import type { IgnoreReason } from '../ignore-reason.ts';

/**
 * Observation codes that say nothing about a phenotype, each looked at one by one. They are set aside before any map is
 * asked, and counted with their reason.
 */
export const ignoredLoinc: Readonly<Partial<Record<IgnoreReason, readonly string[]>>> = {
  'drug-level': [
    '20578-1', // Vancomycin
    '11253-2', // Tacrolimus
    '10535-3', // Digoxin
    '3432-2', // Carbamazepine
    '3968-5', // Phenytoin
    '3948-7', // Phenobarbital
    '35670-9', // Tobramycin
    '4024-6', // Salicylates
    '3298-7', // Acetaminophen
    '5640-8', // Ethanol
    '32684-3', // Heparin, low molecular weight
    '66483-9', // Heparin, unfractionated
  ],
  'device-setting': [
    '3150-0', // Inhaled oxygen concentration
    '3151-8', // Inhaled oxygen flow rate
    '20077-4', // Positive end expiratory pressure setting
    '20112-9', // Tidal volume setting
  ],
  'specimen-quality': [
    '5787-7', // Epithelial cells in urine sediment: contamination of the sample
    '13362-9', // Collection duration of urine
    '28009-9', // Volume of urine, of the collection
  ],
  'derived-value': [
    '27353-2', // Mean glucose estimated from haemoglobin A1c
    '9830-1', // Cholesterol to HDL cholesterol
    '49136-5', // CK-MB to creatine kinase
  ],
  'growth-without-centiles': [
    '8302-2', // Body height
    '29463-7', // Body weight
    '3141-9', // Body weight, measured
    '9843-4', // Head circumference
    '8287-5', // Head circumference by tape measure
  ],
  'score-without-cut-off': [
    '72514-3', // Pain severity, 0–10
    '98137-3', // Pain assessment report
    '56839-4', // Acuity assessment
    '72106-8', // Mini-mental state: the cut-off depends on age and schooling
    '72091-2', // Knee injury and osteoarthritis outcome score
  ],
  administrative: [
    '69453-9', // Cause of death on the certificate
    '75443-2', // Mental health outpatient note
    '84215-3', // Mental health telehealth note
    '63513-6', // Health insurance
    '46240-8', // History of hospitalisations and visits
  ],
  'social-history': [
    '72166-2', // Tobacco smoking status
    '76690-7', // Sexual orientation
    '71802-3', // Housing status
    '28245-9', // Abuse status
  ],
  'status-or-history': [
    '10157-6', // History of family member diseases
    '8670-2', // History of family member diseases, narrative
  ],
  'body-fluid': [
    '26520-7', // Polymorphonuclear cells in peritoneal fluid
    '26488-7', // Monocytes in peritoneal fluid
    '26482-0', // Lymphocytes in peritoneal fluid
    '51926-4', // Nucleated cells in peritoneal fluid
    '40517-5', // Macrophages in peritoneal fluid
    '26457-2', // Erythrocytes in peritoneal fluid
    '30432-9', // Mesothelial cells in peritoneal fluid
    '2883-7', // Protein in peritoneal fluid
    '2347-3', // Glucose in peritoneal fluid
    '1749-1', // Albumin in peritoneal fluid
    '2531-2', // Lactate dehydrogenase in peritoneal fluid
    '1797-0', // Amylase in peritoneal fluid
    '26518-1', // Polymorphonuclear cells in body fluid
    '11031-2', // Lymphocytes in body fluid
    '30427-9', // Macrophages in body fluid
    '76350-8', // Other cells in body fluid
    '2748-2', // pH of body fluid
    '26519-9', // Polymorphonuclear cells in pleural fluid
    '26481-2', // Lymphocytes in pleural fluid
    '33362-5', // Monocytes in pleural fluid
    '40520-9', // Macrophages in pleural fluid
    '30431-1', // Mesothelial cells in pleural fluid
    '52819-0', // Nucleated cells in pleural fluid
    '26456-4', // Erythrocytes in pleural fluid
    '2882-9', // Protein in pleural fluid
    '2530-4', // Lactate dehydrogenase in pleural fluid
    '2346-5', // Glucose in pleural fluid
  ],
};

/**
 * Codes of local systems. MIMIC-IV's H, I and L are marked "Not a lab test" in the crosswalk of its own project
 * (mimic-code, mimic-iv/mapping/d_labitems_to_loinc.csv; MIT-LCP/mimic-code#1541): the haemolysis, icterus and
 * lipaemia indices that the analyser reports with every sample.
 */
export const ignoredLocal: Readonly<Record<string, Readonly<Partial<Record<IgnoreReason, readonly string[]>>>>> = {
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-d-labitems': { 'specimen-quality': ['50934', '50947', '51678'] },
};

/** Systems of which every code is set aside for the same reason. */
export const ignoredSystems: Readonly<Record<string, IgnoreReason>> = {
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-microbiology-antibiotic': 'susceptibility',
};
