/** Where a share of adults comes from. */
const surveys = {
  db508:
    'Emmerich SD et al. Obesity and Severe Obesity Prevalence in Adults, August 2021–August 2023. NCHS Data Brief 508, 2024: 40.3 %.',
  db511:
    'Fryar CD et al. Hypertension Prevalence Among Adults, August 2021–August 2023. NCHS Data Brief 511, 2024: 47.7 %.',
  db515:
    'Carroll MD et al. Total and HDL Cholesterol in Adults, August 2021–August 2023. NCHS Data Brief 515, 2024: high total 11.3 %.',
  db516:
    'Gwira JA et al. Total, Diagnosed, and Undiagnosed Diabetes in Adults, August 2021–August 2023. NCHS Data Brief 516, 2024: 15.8 %.',
  db415:
    'Lucas JW et al. Back, Lower Limb, and Upper Limb Pain Among U.S. Adults, 2019. NCHS Data Brief 415, 2021: 39.0, 36.5, 30.7 %; headache or migraine 22.4 %.',
  arthritis: 'CDC. Prevalence of Diagnosed Arthritis, United States, 2019–2021. MMWR 2023: 21.2 % of adults.',
  reflux: 'El-Serag HB et al. Gut 2014;63:871-880: 18.1–27.8 % in North America, 8.8–25.9 % in Europe.',
  nhsr213:
    'Terlizzi EP, Zablotsky B. Symptoms of Anxiety and Depression Among Adults. NHSR 213, 2024: 18.2 and 21.4 %.',
} as const;

/**
 * Findings that one adult in ten or more has. Each may belong to a rare disease, but a record that holds nothing else is
 * no reason to think of one. Terms are listed one by one: a special form of a common finding may well be rare.
 */
export const commonFindings: readonly { readonly term: string; readonly label: string; readonly source: string }[] = [
  { term: 'HP:0001513', label: 'Obesity', source: surveys.db508 },
  { term: 'HP:0025502', label: 'Overweight', source: surveys.db508 },
  { term: 'HP:0012743', label: 'Abdominal obesity', source: surveys.db508 },
  { term: 'HP:0000822', label: 'Hypertension', source: surveys.db511 },
  { term: 'HP:0004421', label: 'Elevated systolic blood pressure', source: surveys.db511 },
  { term: 'HP:0005117', label: 'Elevated diastolic blood pressure', source: surveys.db511 },
  { term: 'HP:0003124', label: 'Hypercholesterolemia', source: surveys.db515 },
  { term: 'HP:0003141', label: 'Increased LDL cholesterol concentration', source: surveys.db515 },
  { term: 'HP:0003233', label: 'Decreased HDL cholesterol concentration', source: surveys.db515 },
  { term: 'HP:0003077', label: 'Hyperlipidemia', source: surveys.db515 },
  { term: 'HP:0000819', label: 'Diabetes mellitus', source: surveys.db516 },
  { term: 'HP:0005978', label: 'Type II diabetes mellitus', source: surveys.db516 },
  { term: 'HP:0040217', label: 'Elevated hemoglobin A1c', source: surveys.db516 },
  { term: 'HP:0003074', label: 'Hyperglycemia', source: surveys.db516 },
  { term: 'HP:0003418', label: 'Back pain', source: surveys.db415 },
  { term: 'HP:0003419', label: 'Low back pain', source: surveys.db415 },
  { term: 'HP:0009763', label: 'Limb pain', source: surveys.db415 },
  { term: 'HP:0002315', label: 'Headache', source: surveys.db415 },
  { term: 'HP:0002076', label: 'Migraine', source: surveys.db415 },
  { term: 'HP:0001369', label: 'Arthritis', source: surveys.arthritis },
  { term: 'HP:0002758', label: 'Osteoarthritis', source: surveys.arthritis },
  { term: 'HP:0002020', label: 'Gastroesophageal reflux', source: surveys.reflux },
  { term: 'HP:0000739', label: 'Anxiety', source: surveys.nhsr213 },
  { term: 'HP:0000716', label: 'Depression', source: surveys.nhsr213 },
];
