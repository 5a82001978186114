import type { Sex } from '../clinical/case.ts';
import type { TermVector } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { type Annotation, type Profile, shareOf } from '../registry/profiles.ts';
import { answeredBy } from './answered.ts';
import { describedProfile } from './described-profile.ts';
import type { DifferentialEntry } from './differential.ts';
import { backgroundPhrase, frequencyPhrase } from './frequency-words.ts';
import { canShow } from './sex-limited.ts';

const shown = 5;
/** Only what is seen in about a third of patients or more is worth looking for; the lower bound of "frequent". */
const smallestShare = 0.3;
/** What one patient or two had is an anecdote, not a frequency. */
const anecdote = /^\d+\/[12]$/;

/**
 * Frequent, telling features of a disease that the record neither has nor excludes, most telling first: by frequency ×
 * information content, none of them a more general form of another, of something present, or of the disease's own name,
 * and none that the patient's sex rules out.
 */
export function unknownFeatures(
  pkg: ModelPackage,
  vector: TermVector,
  diagnosis: number,
  sex?: Sex,
): DifferentialEntry['unknown'] {
  const { vocabulary, diagnoses } = pkg;
  const disease = diagnoses[diagnosis]!.label;
  const isAnswered = answeredBy(vector, vocabulary);
  const profile = describedProfile(pkg, diagnosis);
  const chosen: Annotation[] = [];
  for (const candidate of tellingFeatures(profile, disease, vocabulary)) {
    if (chosen.length === shown) break;
    if (isAnswered(candidate.node) || !canShow(candidate.node, sex, vocabulary)) continue;
    const related = chosen.some(
      ({ node }) => closure(vocabulary, node).has(candidate.node) || closure(vocabulary, candidate.node).has(node),
    );
    if (!related) chosen.push(candidate);
  }
  return chosen.map(({ node, frequency }) => ({
    term: vocabulary.ids[node]!,
    label: vocabulary.labels[node]!,
    reason: `${vocabulary.labels[node]!}, ${frequencyPhrase(frequency, disease, profile.inferred)}, ${backgroundPhrase(vocabulary.background[node]!)}.`,
  }));
}

const remembered = new WeakMap<Profile, readonly Annotation[]>();

/** The frequent features of a disease, most telling first, whoever the patient is; as long-lived as the profile. */
function tellingFeatures(profile: Profile, disease: string, vocabulary: InputVocabulary): readonly Annotation[] {
  const known = remembered.get(profile);
  if (known) return known;
  const found = profile.annotations
    .map((annotation) => ({ annotation, share: shareOf(annotation.frequency) ?? 0 }))
    .filter(({ annotation, share }) => share >= smallestShare && !anecdote.test(annotation.frequency ?? ''))
    .filter(({ annotation: { node } }) => vocabulary.labels[node]!.toLowerCase() !== disease.toLowerCase())
    .map(({ annotation, share }) => ({ annotation, worth: share * vocabulary.informationContent[annotation.node]! }))
    .sort((a, b) => b.worth - a.worth || a.annotation.node - b.annotation.node)
    .map(({ annotation }) => annotation);
  remembered.set(profile, found);
  return found;
}
