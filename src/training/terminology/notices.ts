/** Copyright notices that the publishers ask for; each shipped resource carries those of its sources. */
export const notices = {
  // https://hpo.jax.org/app/license: acknowledge and cite, show the version, alter neither content nor relations.
  hpo:
    'This product uses the Human Phenotype Ontology, © The Human Phenotype Ontology Consortium, under the licence at ' +
    'https://hpo.jax.org/app/license; its terms and their relations are unaltered. Cite: Gargano MA et al., Nucleic Acids Res. ' +
    '2024;52(D1):D1333-D1346.',
  // https://loinc.org/license §10
  loinc:
    'This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the ' +
    'Logical Observation Identifiers Names and Codes (LOINC) Committee and is available at no cost under the license at ' +
    'http://loinc.org/license. LOINC® is a registered United States trademark of Regenstrief Institute, Inc.',
  // https://github.com/TheJacksonLaboratory/loinc2hpoAnnotation/blob/develop/License.md
  loinc2hpo:
    'loinc2hpo annotations: Copyright 2019 The Jackson Laboratory. Permission is hereby granted, free of charge, to any person ' +
    'obtaining a copy, to deal in it without restriction, including the rights to use, copy, modify, merge, publish, distribute, ' +
    'sublicense and/or sell copies, provided that this copyright and permission notice is included. Interpretations of ' +
    'laboratory tests in the project are for academic research use and should not be used for medical diagnosis without ' +
    'consultation with licensed medical professionals. PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.',
  // https://www.snomed.org/get-snomed
  snomed:
    'Contains SNOMED CT identifiers only. SNOMED CT® is copyright of SNOMED International; its use needs an Affiliate Licence ' +
    '(https://www.snomed.org/get-snomed), free of charge in member countries.',
  // https://www.cdc.gov/nchs/icd/icd-10-cm: published by the United States government.
  icd10cm:
    'ICD-10-CM is published by the National Center for Health Statistics (NCHS), CDC, and is based on ICD-10, © World Health ' +
    'Organization.',
  // https://mondo.monarchinitiative.org
  mondo:
    'Mondo Disease Ontology, © Monarch Initiative, CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Cite: Vasilevsky NA ' +
    'et al., medRxiv 2022.04.13.22273750.',
  // https://www.omim.org/help/agreement
  omim: 'Contains OMIM® numbers only. OMIM® is a registered trademark of the Johns Hopkins University.',
  // https://www.orphadata.com/legal-notice
  orphanet: 'Contains ORPHAcodes: Orphadata, © INSERM 1999, CC BY 4.0 (http://www.orphadata.com).',
} as const;

export type Notice = keyof typeof notices;

export function copyright(...names: readonly Notice[]): string {
  return names.map((name) => notices[name]).join('\n\n');
}
