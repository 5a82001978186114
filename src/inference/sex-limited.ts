import type { Sex } from '../clinical/case.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';

/** Diseases that one sex alone can have, by the names of OMIM's phenotypic series. */
const limitedDiseases: readonly { readonly name: RegExp; readonly sex: Sex; readonly series: string }[] = [
  { name: /^preeclampsia|hellp syndrome/i, sex: 'female', series: 'PS189800' },
  { name: /premature ovarian failure|ovarian dysgenesis/i, sex: 'female', series: 'PS311360, PS233300' },
  { name: /oocyte maturation defect|oocyte\/zygote/i, sex: 'female', series: 'PS615774' },
  { name: /hydatidiform mole/i, sex: 'female', series: 'PS231090' },
  { name: /spermatogenic failure/i, sex: 'male', series: 'PS258150' },
];

/** Branches of HPO that describe the organs or functions of one sex. */
const limitedTerms: Readonly<Record<Sex, readonly string[]>> = {
  // Abnormality of the male genitalia; abnormal male reproductive system physiology; decreased fertility in males
  male: ['HP:0010461', 'HP:0012874', 'HP:0012041'],
  // Abnormality of the female genitalia; abnormal female reproductive system physiology; decreased fertility in females
  female: ['HP:0010460', 'HP:0030012', 'HP:0000868'],
};

const other = (sex: Sex): Sex => (sex === 'male' ? 'female' : 'male');

/** Whether a patient of this sex can have the disease, as far as its name tells. */
export function canHave(label: string, sex: Sex | undefined): boolean {
  return (
    sex === undefined || !limitedDiseases.some((disease) => disease.sex === other(sex) && disease.name.test(label))
  );
}

/** Whether a patient of this sex can show the feature. */
export function canShow(node: number, sex: Sex | undefined, vocabulary: InputVocabulary): boolean {
  if (sex === undefined) return true;
  const above = closure(vocabulary, node);
  return !limitedTerms[other(sex)].some((term) => above.has(vocabulary.nodeOf.get(term) ?? -1));
}
