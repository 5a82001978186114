/** Publications that intervals are taken from. `label` is what a clinician reads beside the limit. */
export const intervalSources = {
  abim: {
    label: 'ABIM 2026',
    citation:
      'American Board of Internal Medicine. ABIM Laboratory Test Reference Ranges, January 2026. https://www.abim.org/media/e2wdwdqu/laboratory-reference-ranges.pdf',
  },
  // Rows that were read in this edition only.
  abim2024: {
    label: 'ABIM 2024',
    citation:
      'American Board of Internal Medicine. ABIM Laboratory Test Reference Ranges, January 2024. https://www.abim.org/Media/bfijryql/laboratory-reference-ranges.pdf',
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
  sufu: {
    label: 'AUA/SUFU 2020',
    citation:
      'Barocas DA et al. Microhematuria: AUA/SUFU Guideline. J Urol 2020;204:778. https://doi.org/10.1097/JU.0000000000001297',
  },
  mayoLabs: {
    label: 'Mayo Clinic Laboratories',
    citation: 'Mayo Clinic Laboratories, test catalog: Haptoglobin, Serum. https://nyuhslab.testcatalog.org/show/HAPT',
  },
} as const;

export type IntervalSource = keyof typeof intervalSources;
