/**
 * Greek and Latin forms of which names such as `oculodentodigital` are made, and the HPO term of the organ that each
 * stands for, above it the term's label in HPO 2024-08-13.
 */
const organs: readonly (readonly [form: string, term: string])[] = [
  // Abnormality of the head
  ['cephalo', 'HP:0000234'],
  // Abnormal skull morphology
  ['cranio', 'HP:0000929'],
  // Abnormality of the face
  ['facio', 'HP:0000271'],
  ['facial', 'HP:0000271'],
  // Abnormality of the eye
  ['oculo', 'HP:0000478'],
  ['ocular', 'HP:0000478'],
  // Abnormality of the ear
  ['oto', 'HP:0000598'],
  ['auro', 'HP:0000598'],
  ['auriculo', 'HP:0000598'],
  // Abnormality of the dentition
  ['dento', 'HP:0000164'],
  ['dental', 'HP:0000164'],
  // Abnormality of the nervous system
  ['neuro', 'HP:0000707'],
  ['neural', 'HP:0000707'],
  // Abnormality of the cardiovascular system
  ['cardio', 'HP:0001626'],
  ['cardiac', 'HP:0001626'],
  // Abnormality of the liver
  ['hepato', 'HP:0001392'],
  ['hepatic', 'HP:0001392'],
  // Abnormality of the kidney
  ['reno', 'HP:0000077'],
  ['renal', 'HP:0000077'],
  // Abnormality of the vertebral column
  ['vertebro', 'HP:0000925'],
  ['vertebral', 'HP:0000925'],
  // Abnormality of the skeletal system
  ['skeleto', 'HP:0000924'],
  ['skeletal', 'HP:0000924'],
  // Abnormal hair morphology
  ['tricho', 'HP:0001595'],
  // Abnormal digit morphology
  ['digito', 'HP:0011297'],
  ['digital', 'HP:0011297'],
  // Abnormality of the genital system
  ['genito', 'HP:0000078'],
  ['genital', 'HP:0000078'],
  // Abnormality of the musculature
  ['musculo', 'HP:0003011'],
  ['muscular', 'HP:0003011'],
  // Abnormality of the skin
  ['cutaneous', 'HP:0000951'],
  ['dermato', 'HP:0000951'],
];

const compound = new RegExp(`^(?:${organs.map(([form]) => form).join('|')}){2,}$`);
const single = new RegExp(organs.map(([form]) => form).join('|'), 'g');
const termOf = new Map(organs);

/** HPO ids of the organs that a compound adjective joins, e.g. `oculovertebral`; empty for any other word. */
export function joinedOrgans(word: string): readonly string[] {
  if (!compound.test(word)) return [];
  return [...new Set((word.match(single) ?? []).flatMap((form) => termOf.get(form) ?? []))];
}
