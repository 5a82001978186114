import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import { type Annotation, type Profile, shareOf } from '../registry/profiles.ts';

/** How a finding meets what is known of a disease. */
export type Match =
  /** The disease is annotated with the term itself. */
  | { readonly kind: 'exact'; readonly annotation: Annotation }
  /** The disease is annotated with a special form of the finding. */
  | { readonly kind: 'special'; readonly annotation: Annotation }
  /** The disease is annotated with a general form of the finding. */
  | { readonly kind: 'general'; readonly annotation: Annotation }
  /** Finding and annotation are different special forms of `ancestor`. */
  | { readonly kind: 'related'; readonly annotation: Annotation; readonly ancestor: number }
  | { readonly kind: 'none' };

/** Below this, in nats, a common ancestor is a whole organ system and says nothing in a sentence (about 1 disease in 7). */
const tellingInformation = 2;

/** The most telling way in which the finding meets the profile. */
export function matchFinding(node: number, profile: Profile, vocabulary: InputVocabulary): Match {
  const above = closure(vocabulary, node);
  const ic = (at: number) => vocabulary.informationContent[at] ?? 0;
  const byShare = (a: Annotation, b: Annotation) => (shareOf(b.frequency) ?? 0.5) - (shareOf(a.frequency) ?? 0.5);
  const exact = profile.annotations.find((annotation) => annotation.node === node);
  if (exact) return { kind: 'exact', annotation: exact };
  const [special] = profile.annotations.filter((other) => closure(vocabulary, other.node).has(node)).sort(byShare);
  if (special) return { kind: 'special', annotation: special };
  const [general] = profile.annotations
    .filter((other) => above.has(other.node) && ic(other.node) >= tellingInformation)
    .sort((a, b) => ic(b.node) - ic(a.node));
  let best: Match = general ? { kind: 'general', annotation: general } : { kind: 'none' };
  let bestInformation = general ? ic(general.node) : tellingInformation;
  for (const annotation of profile.annotations) {
    for (const ancestor of closure(vocabulary, annotation.node)) {
      if (!above.has(ancestor) || ic(ancestor) <= bestInformation) continue;
      best = { kind: 'related', annotation, ancestor };
      bestInformation = ic(ancestor);
    }
  }
  return best;
}
