/** Where a share comes from; facts only, cited beside their use. */
const sources = {
  db508: 'Emmerich SD et al. NCHS Data Brief 508, 2024: obesity in 40.3 % of adults.',
  db511: 'Fryar CD et al. NCHS Data Brief 511, 2024: hypertension in 47.7 % of adults.',
  db515: 'Carroll MD et al. NCHS Data Brief 515, 2024: high total cholesterol in 11.3 % of adults.',
  db516: 'Gwira JA et al. NCHS Data Brief 516, 2024: diabetes in 15.8 % of adults.',
  db415:
    'Lucas JW et al. NCHS Data Brief 415, 2021: back pain 39.0 %, lower and upper limb pain 36.5 and 30.7 % of adults.',
  arthritis: 'CDC. Prevalence of Diagnosed Arthritis, United States, 2019–2021. MMWR 2023: 21.2 % of adults.',
  reflux: 'El-Serag HB et al. Gut 2014;63:871-880: 18.1–27.8 % in North America.',
  nhsr213: 'Terlizzi EP, Zablotsky B. NHSR 213, 2024: anxiety 18.2 %, depression 21.4 % of adults.',
  asthma: 'CDC, National Health Interview Survey 2021: current asthma in 8.0 % of adults and 6.5 % of children.',
  db460:
    'Ng AE, Boersma P. NCHS Data Brief 460, 2023: seasonal allergy 25.7 %, eczema 7.3 %, food allergy 6.2 % of adults.',
  db459:
    'Zablotsky B et al. NCHS Data Brief 459, 2023: seasonal allergy 18.9 %, eczema 10.8 %, food allergy 5.8 % of children.',
  stierman: 'Stierman B et al. NHSR 158, 2021: obesity in 19.7 % of those aged 2–19.',
  bitsko: 'Bitsko RH et al. MMWR Suppl 2022;71:1-42, ages 3–17: ADHD 9.8 %, anxiety 9.4 %, depression 4.4 %.',
  koppen: 'Koppen IJN et al. J Pediatr 2018;198:121-130: functional constipation in 9.5 % of children.',
  korterink: 'Korterink JJ et al. PLoS One 2015;10:e0126982: functional abdominal pain in 13.5 % of children.',
  abuArafeh: 'Abu-Arafeh I et al. Dev Med Child Neurol 2010;52:1088-1097: headache 58.4 %, migraine 7.7 % of children.',
  kleinstein:
    'Kleinstein RN et al. Arch Ophthalmol 2003;121:1141-1147, ages 5–17: myopia 9.2 %, hyperopia 12.8 %, astigmatism 28.4 %.',
  db307: 'Fleming E, Afful J. NCHS Data Brief 307, 2018: caries in 45.8 % of those aged 2–19.',
  shreeram:
    'Shreeram S et al. J Am Acad Child Adolesc Psychiatry 2009;48:35-41: enuresis in 4.45 % of those aged 8–11.',
  vitale:
    'Vitale S et al. Arch Ophthalmol 2008;126:1111-1119, adults: myopia 33.1 %, hyperopia 3.6 %, astigmatism 36.2 %.',
  petrie:
    'Petrie KJ et al. BMJ Open 2014;4:e005374, past 7 days: back pain 38 %, fatigue 36 %, headache 35 %, joint pain 34 % of adults.',
  kroenke:
    'Kroenke K, Price RK. Arch Intern Med 1993;153:2474-2480: chest pain 24.6 %, dizziness 23.2 % of adults at some time.',
  talley:
    'Talley NJ et al. Gastroenterology 1991;101:927-934, ages 30–64: abdominal pain 26.2 %, chronic constipation 17.4 %, chronic diarrhoea 17.9 %.',
  ohayon: 'Ohayon MM. Sleep Med Rev 2002;6:97-111: a symptom of insomnia in about a third of adults.',
  bhatt: 'Bhatt JM et al. JAMA Otolaryngol Head Neck Surg 2016;142:959-965: tinnitus in 9.6 % of adults.',
  lin: 'Lin FR et al. Arch Intern Med 2011;171:1851-1852: hearing loss in one ear or both in 20.3 % of those aged 12 or more.',
  congdon: 'Congdon N et al. Arch Ophthalmol 2004;122:487-494: cataract in 17.2 % of those older than 40.',
  peppard:
    'Peppard PE et al. Am J Epidemiol 2013;177:1006-1014: sleep-disordered breathing in 26 % of those aged 30–70.',
  db405: 'Sarafrazi N et al. NCHS Data Brief 405, 2021: osteoporosis in 12.6 % of those aged 50 or more.',
  scales: 'Scales CD et al. Eur Urol 2012;62:160-165: kidney stones in 8.8 % of adults at some time.',
  stewart: 'Stewart WF et al. World J Urol 2003;20:327-336: overactive bladder in 16.5 % of adults.',
  hollowell: 'Hollowell JG et al. J Clin Endocrinol Metab 2002;87:489-499: hypothyroidism in 4.6 %.',
  chenXu: 'Chen-Xu M et al. Arthritis Rheumatol 2019;71:991-999: gout in 3.9 % of adults.',
  song: 'Song WJ et al. Eur Respir J 2015;45:1479-1481: chronic cough in 9.6 % of adults.',
  eke: 'Eke PI et al. J Am Dent Assoc 2018;149:576-588: periodontitis in 42 % of those aged 30 or more.',
  lipton: 'Lipton RB et al. Neurology 2007;68:343-349: migraine in 11.7 %.',
  liu: 'Liu Y et al. MMWR 2023;72:1250-1256: COPD in 6 % of adults.',
  stays2014:
    'AHRQ, HCUP Fast Stats, Most Common Diagnoses for Inpatient Stays, 2014 (National Inpatient Sample, public domain): thousands of stays by principal diagnosis.',
  stays2007:
    'AHRQ, HCUP Facts and Figures 2007, exhibit 2.4 (public domain): share of hospital stays with the comorbidity.',
} as const;

/** A finding of people whom no rare disease explains, and how common it is among them. */
export interface CommonFinding {
  readonly term: string;
  readonly label: string;
  /** How common it is, in proportion to the other findings of its list. */
  readonly share: number;
  /** Years, from included, to excluded. */
  readonly ages: readonly [number, number];
  readonly source: string;
}

const adults = [18, 130] as const;
const children = [3, 18] as const;
type Row = readonly [
  term: string,
  label: string,
  share: number,
  ages: readonly [number, number],
  source: keyof typeof sources,
];

/** Share of people of these ages. */
const population: readonly Row[] = [
  ['HP:0001513', 'Obesity', 0.403, adults, 'db508'],
  ['HP:0000822', 'Hypertension', 0.477, adults, 'db511'],
  ['HP:0003124', 'Hypercholesterolemia', 0.113, adults, 'db515'],
  ['HP:0005978', 'Type II diabetes mellitus', 0.158, adults, 'db516'],
  ['HP:0003418', 'Back pain', 0.39, adults, 'db415'],
  ['HP:0009763', 'Limb pain', 0.365, adults, 'db415'],
  ['HP:0001369', 'Arthritis', 0.212, adults, 'arthritis'],
  ['HP:0002020', 'Gastroesophageal reflux', 0.181, adults, 'reflux'],
  ['HP:0000739', 'Anxiety', 0.182, adults, 'nhsr213'],
  ['HP:0000716', 'Depression', 0.214, adults, 'nhsr213'],
  ['HP:0002099', 'Asthma', 0.08, adults, 'asthma'],
  ['HP:0003193', 'Allergic rhinitis', 0.257, adults, 'db460'],
  ['HP:0000964', 'Eczematoid dermatitis', 0.073, adults, 'db460'],
  ['HP:0500093', 'Food allergy', 0.062, adults, 'db460'],
  ['HP:0000545', 'Myopia', 0.331, adults, 'vitale'],
  ['HP:0000540', 'Hypermetropia', 0.036, adults, 'vitale'],
  ['HP:0000483', 'Astigmatism', 0.362, adults, 'vitale'],
  ['HP:0012378', 'Fatigue', 0.36, adults, 'petrie'],
  ['HP:0002315', 'Headache', 0.35, adults, 'petrie'],
  ['HP:0002829', 'Arthralgia', 0.34, adults, 'petrie'],
  ['HP:0100749', 'Chest pain', 0.246, adults, 'kroenke'],
  ['HP:0002321', 'Vertigo', 0.232, adults, 'kroenke'],
  ['HP:0002027', 'Abdominal pain', 0.262, adults, 'talley'],
  ['HP:0002019', 'Constipation', 0.174, adults, 'talley'],
  ['HP:0002014', 'Diarrhea', 0.179, adults, 'talley'],
  ['HP:0100785', 'Insomnia', 0.33, adults, 'ohayon'],
  ['HP:0000360', 'Tinnitus', 0.096, adults, 'bhatt'],
  ['HP:0000365', 'Hearing impairment', 0.203, adults, 'lin'],
  ['HP:0000518', 'Cataract', 0.172, [41, 130], 'congdon'],
  ['HP:0002870', 'Obstructive sleep apnea', 0.26, [30, 71], 'peppard'],
  ['HP:0000939', 'Osteoporosis', 0.126, [50, 130], 'db405'],
  ['HP:0000787', 'Nephrolithiasis', 0.088, adults, 'scales'],
  ['HP:0000012', 'Urinary urgency', 0.165, adults, 'stewart'],
  ['HP:0000821', 'Hypothyroidism', 0.046, adults, 'hollowell'],
  ['HP:0001997', 'Gout', 0.039, adults, 'chenXu'],
  ['HP:0034315', 'Chronic cough', 0.096, adults, 'song'],
  ['HP:0000704', 'Periodontitis', 0.42, [30, 130], 'eke'],
  ['HP:0002076', 'Migraine', 0.117, adults, 'lipton'],
  ['HP:0006510', 'Chronic pulmonary obstruction', 0.06, adults, 'liu'],
  ['HP:0002099', 'Asthma', 0.065, children, 'asthma'],
  ['HP:0003193', 'Allergic rhinitis', 0.189, children, 'db459'],
  ['HP:0000964', 'Eczematoid dermatitis', 0.108, children, 'db459'],
  ['HP:0500093', 'Food allergy', 0.058, children, 'db459'],
  ['HP:0001513', 'Obesity', 0.197, children, 'stierman'],
  ['HP:0007018', 'Attention deficit hyperactivity disorder', 0.098, children, 'bitsko'],
  ['HP:0000739', 'Anxiety', 0.094, children, 'bitsko'],
  ['HP:0000716', 'Depression', 0.044, children, 'bitsko'],
  ['HP:0002019', 'Constipation', 0.095, children, 'koppen'],
  ['HP:0002027', 'Abdominal pain', 0.135, children, 'korterink'],
  ['HP:0002315', 'Headache', 0.584, children, 'abuArafeh'],
  ['HP:0002076', 'Migraine', 0.077, children, 'abuArafeh'],
  ['HP:0000545', 'Myopia', 0.092, [5, 18], 'kleinstein'],
  ['HP:0000540', 'Hypermetropia', 0.128, [5, 18], 'kleinstein'],
  ['HP:0000483', 'Astigmatism', 0.284, [5, 18], 'kleinstein'],
  ['HP:0000670', 'Carious teeth', 0.458, children, 'db307'],
  ['HP:0000805', 'Enuresis', 0.0445, [8, 12], 'shreeram'],
];

/** Thousands of stays. Births, and complications of births and of devices, are no findings. */
const admissions: readonly Row[] = [
  ['HP:0100806', 'Sepsis', 1514, adults, 'stays2014'],
  ['HP:0002758', 'Osteoarthritis', 1070, adults, 'stays2014'],
  ['HP:0001635', 'Congestive heart failure', 901, adults, 'stays2014'],
  ['HP:0002090', 'Pneumonia', 883, adults, 'stays2014'],
  ['HP:0000716', 'Depression', 851, adults, 'stays2014'],
  ['HP:0011675', 'Arrhythmia', 666, adults, 'stays2014'],
  ['HP:0001658', 'Myocardial infarction', 609, adults, 'stays2014'],
];

/** Share of stays. Where the group is wider than any term, the term is the one that most of its patients have in common. */
const beside: readonly Row[] = [
  ['HP:0000822', 'Hypertension', 0.35, adults, 'stays2007'],
  ['HP:0003111', 'Abnormal blood ion concentration', 0.16, adults, 'stays2007'],
  ['HP:0006510', 'Chronic pulmonary obstruction', 0.14, adults, 'stays2007'],
  ['HP:0000819', 'Diabetes mellitus', 0.17, adults, 'stays2007'],
  ['HP:0001903', 'Anemia', 0.11, adults, 'stays2007'],
  ['HP:0000083', 'Renal insufficiency', 0.07, adults, 'stays2007'],
  ['HP:0000821', 'Hypothyroidism', 0.07, adults, 'stays2007'],
  ['HP:0000716', 'Depression', 0.07, adults, 'stays2007'],
  ['HP:0001635', 'Congestive heart failure', 0.06, adults, 'stays2007'],
  ['HP:0001513', 'Obesity', 0.06, adults, 'stays2007'],
  ['HP:0004950', 'Peripheral arterial stenosis', 0.04, adults, 'stays2007'],
  ['HP:0000709', 'Psychosis', 0.03, adults, 'stays2007'],
  ['HP:0001654', 'Abnormal heart valve morphology', 0.03, adults, 'stays2007'],
  ['HP:0001928', 'Abnormality of coagulation', 0.02, adults, 'stays2007'],
  ['HP:0001824', 'Weight loss', 0.02, adults, 'stays2007'],
  ['HP:0001370', 'Rheumatoid arthritis', 0.02, adults, 'stays2007'],
];

const withSources = (rows: readonly Row[]): readonly CommonFinding[] =>
  rows.map(([term, label, share, ages, source]) => ({ term, label, share, ages, source: sources[source] }));

/** What people have whom no rare disease explains. */
export const commonFindings = withSources(population);
/** What brings adults to hospital. */
export const reasonsForAdmission = withSources(admissions);
/** What adults in hospital have besides. */
export const comorbidities = withSources(beside);
