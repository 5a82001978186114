import type { LabOutcome } from '../../terminology/terminology.ts';

/** Rows of loinc2hpo that are not used, with what is wrong with them. */
export interface RejectedMapRow {
  readonly loinc: readonly string[];
  /** Which outcomes; all when absent. */
  readonly outcomes?: readonly LabOutcome[];
  readonly why: string;
}

/**
 * Found by reading the rows of the tests that the MIMIC-IV demo and Synthea contain against the LOINC names and the
 * HPO definitions. The map's own project corrects rows in the same way:
 * https://github.com/TheJacksonLaboratory/loinc2hpoAnnotation/issues/144.
 */
export const rejectedMapRows: readonly RejectedMapRow[] = [
  {
    loinc: ['3040-3'],
    why: 'Lipase in serum is pancreatic lipase; the row names lipoprotein lipase (HP:0031209, HP:0033478).',
  },
  {
    loinc: ['3051-0'],
    why: 'The test is free triiodothyronine; the rows name thyroxine (HP:0031506, HP:0031507).',
  },
  {
    loinc: ['4548-4'],
    outcomes: ['L'],
    why: 'A low share of glycated haemoglobin is not a reduced haemoglobin A (HP:0011905).',
  },
  {
    loinc: ['1989-3'],
    outcomes: ['H'],
    why: 'The test is calcidiol; the row names calcitriol (HP:0031415).',
  },
  { loinc: ['3053-6'], why: 'The test is total T3; the row names free T3 (HP:0032210, HP:0011788).' },
  { loinc: ['785-6'], why: 'The test is MCH; the row names MCHC (HP:0025547, HP:0025548).' },
  {
    loinc: ['2028-9', '20565-8', '34728-6'],
    why: 'Total CO2 is mostly bicarbonate; the row names carbon dioxide tension (HP:0012417, HP:0012416).',
  },
  { loinc: ['5803-2'], why: 'A high urine pH is alkaline; the row names aciduria (HP:0012072).' },
  {
    loinc: ['706-2', '713-8', '736-9', '770-8', '5905-5'],
    why: 'A share of the leukocytes is not a count; the rows name cytopenias and cytoses, which the absolute counts decide.',
  },
  { loinc: ['34714-6'], why: 'The test is the INR; the rows name platelet aggregation.' },
  { loinc: ['24467-3'], why: 'The test is a count of CD4 cells; the row names their proportion (HP:0005407).' },
];
