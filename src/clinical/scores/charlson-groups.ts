/** A group of conditions of the Charlson index. */
export interface CharlsonGroup {
  readonly key: string;
  readonly label: string;
  /** Charlson ME et al., J Chronic Dis 1987;40:373, table 3. */
  readonly points: number;
  /** ICD-10 codes and categories without dot; everything below them is meant too. */
  readonly icd10: readonly string[];
  /** The milder form, which does not count beside this one. */
  readonly replaces?: string;
}

const categories = (letter: string, from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${letter}${String(from + index).padStart(2, '0')}`);

// Diabetes of every type (E10–E14) has the same fourth characters.
const diabetes = (...fourths: readonly string[]): readonly string[] =>
  ['E10', 'E11', 'E12', 'E13', 'E14'].flatMap((category) => fourths.map((fourth) => `${category}${fourth}`));

/** ICD-10 coding of Quan H et al., Med Care 2005;43:1130-9, table 1. */
export const charlsonGroups: readonly CharlsonGroup[] = [
  { key: 'myocardialInfarction', label: 'Myocardial infarction', points: 1, icd10: ['I21', 'I22', 'I252'] },
  {
    key: 'heartFailure',
    label: 'Congestive heart failure',
    points: 1,
    icd10: [
      ...['I099', 'I110', 'I130', 'I132', 'I255', 'I420', 'I425', 'I426', 'I427', 'I428', 'I429', 'I43', 'I50'],
      'P290',
    ],
  },
  {
    key: 'peripheralVascular',
    label: 'Peripheral vascular disease',
    points: 1,
    icd10: [...['I70', 'I71', 'I731', 'I738', 'I739', 'I771', 'I790', 'I792', 'K551', 'K558', 'K559', 'Z958', 'Z959']],
  },
  {
    key: 'cerebrovascular',
    label: 'Cerebrovascular disease',
    points: 1,
    icd10: ['G45', 'G46', 'H340', ...categories('I', 60, 69)],
  },
  { key: 'dementia', label: 'Dementia', points: 1, icd10: [...categories('F', 0, 3), 'F051', 'G30', 'G311'] },
  {
    key: 'chronicPulmonary',
    label: 'Chronic pulmonary disease',
    points: 1,
    icd10: ['I278', 'I279', ...categories('J', 40, 47), ...categories('J', 60, 67), 'J684', 'J701', 'J703'],
  },
  {
    key: 'rheumatic',
    label: 'Rheumatic disease',
    points: 1,
    icd10: ['M05', 'M06', 'M315', ...categories('M', 32, 34), 'M351', 'M353', 'M360'],
  },
  { key: 'pepticUlcer', label: 'Peptic ulcer disease', points: 1, icd10: categories('K', 25, 28) },
  {
    key: 'mildLiver',
    label: 'Mild liver disease',
    points: 1,
    icd10: [
      ...['B18', 'K700', 'K701', 'K702', 'K703', 'K709', 'K713', 'K714', 'K715', 'K717', 'K73', 'K74'],
      ...['K760', 'K762', 'K763', 'K764', 'K768', 'K769', 'Z944'],
    ],
  },
  {
    key: 'diabetes',
    label: 'Diabetes without chronic complication',
    points: 1,
    icd10: diabetes('0', '1', '6', '8', '9'),
  },
  {
    key: 'complicatedDiabetes',
    label: 'Diabetes with chronic complication',
    points: 2,
    icd10: diabetes('2', '3', '4', '5', '7'),
    replaces: 'diabetes',
  },
  {
    key: 'plegia',
    label: 'Hemiplegia or paraplegia',
    points: 2,
    icd10: ['G041', 'G114', 'G801', 'G802', 'G81', 'G82', 'G830', 'G831', 'G832', 'G833', 'G834', 'G839'],
  },
  {
    key: 'renal',
    label: 'Renal disease',
    points: 2,
    icd10: [
      ...['I120', 'I131', 'N032', 'N033', 'N034', 'N035', 'N036', 'N037'],
      ...['N052', 'N053', 'N054', 'N055', 'N056', 'N057', 'N18', 'N19', 'N250', 'Z490', 'Z491', 'Z492', 'Z940', 'Z992'],
    ],
  },
  {
    key: 'malignancy',
    label: 'Malignancy, including lymphoma and leukaemia, except of the skin',
    points: 2,
    icd10: [
      ...categories('C', 0, 26),
      ...categories('C', 30, 34),
      ...categories('C', 37, 41),
      ...['C43', ...categories('C', 45, 58)],
      ...categories('C', 60, 76),
      ...categories('C', 81, 85),
      ...['C88', ...categories('C', 90, 97)],
    ],
  },
  {
    key: 'severeLiver',
    label: 'Moderate or severe liver disease',
    points: 3,
    icd10: ['I850', 'I859', 'I864', 'I982', 'K704', 'K711', 'K721', 'K729', 'K765', 'K766', 'K767'],
    replaces: 'mildLiver',
  },
  {
    key: 'metastatic',
    label: 'Metastatic solid tumour',
    points: 6,
    icd10: categories('C', 77, 80),
    replaces: 'malignancy',
  },
  { key: 'aids', label: 'AIDS/HIV', points: 6, icd10: ['B20', 'B21', 'B22', 'B24'] },
];
