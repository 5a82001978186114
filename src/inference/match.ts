import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { Annotation, Profile } from '../registry/profiles.ts';
import { indexOf } from './profile-index.ts';

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
  return matchBelow(node, profile, vocabulary) ?? matchAbove(node, profile, vocabulary) ?? { kind: 'none' };
}

/** How the finding meets the profile at or below itself, which is all that counts for an exclusion. */
export function matchBelow(
  node: number,
  profile: Profile,
  vocabulary: InputVocabulary,
): Extract<Match, { kind: 'exact' | 'special' }> | undefined {
  const index = indexOf(profile, vocabulary);
  const own = index.placeOf(node);
  if (own !== undefined) return { kind: 'exact', annotation: profile.annotations[own]! };
  const below = index.below(node);
  return below && { kind: 'special', annotation: below.commonest };
}

/** The most informative term above the finding that the profile has or has a form of; the profile's order decides ties. */
function matchAbove(node: number, profile: Profile, vocabulary: InputVocabulary): Match | undefined {
  const index = indexOf(profile, vocabulary);
  const ic = (at: number) => vocabulary.informationContent[at] ?? 0;
  let general: { readonly above: number; readonly order: number } | undefined;
  let related: { readonly above: number; readonly order: number } | undefined;
  const better = (one: { above: number; order: number }, other: typeof general) =>
    !other || ic(one.above) > ic(other.above) || (ic(one.above) === ic(other.above) && one.order < other.order);
  for (const above of closure(vocabulary, node)) {
    const below = ic(above) < tellingInformation ? undefined : index.below(above);
    if (!below) continue;
    const order = index.placeOf(above);
    if (order !== undefined && better({ above, order }, general)) general = { above, order };
    if (better({ above, order: below.order }, related)) related = { above, order: below.order };
  }
  const ancestor = related?.above ?? node;
  if (related && ic(ancestor) > (general ? ic(general.above) : tellingInformation))
    return { kind: 'related', annotation: index.below(ancestor)!.first, ancestor };
  return general && { kind: 'general', annotation: profile.annotations[general.order]! };
}
