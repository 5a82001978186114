import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import { type Annotation, type Profile, shareOf } from '../registry/profiles.ts';

/** What a disease is annotated with at or below a node. */
export interface AnnotationsBelow {
  /** The one that most patients have. */
  readonly commonest: Annotation;
  /** The first in the profile's order. */
  readonly first: Annotation;
  /** When the node is met first on a walk along the annotations and up from each. */
  readonly order: number;
}

/** Finds what a profile says about a node without going through its annotations. */
export interface ProfileIndex {
  /** Place of the node's own annotation in the profile. */
  placeOf(node: number): number | undefined;
  below(node: number): AnnotationsBelow | undefined;
}

/** Share of patients where none is stated, to compare annotations by. */
const usualShare = 0.5;

const indexes = new WeakMap<Profile, ProfileIndex>();

/** The index of a profile, made once as long as the profile is remembered. */
export function indexOf(profile: Profile, vocabulary: InputVocabulary): ProfileIndex {
  const known = indexes.get(profile) ?? makeIndex(profile, vocabulary);
  indexes.set(profile, known);
  return known;
}

// Places in sorted arrays, not a map: a thousand remembered profiles have a million nodes.
function makeIndex({ annotations }: Profile, vocabulary: InputVocabulary): ProfileIndex {
  const shares = annotations.map(({ frequency }) => shareOf(frequency) ?? usualShare);
  const met = new Map<number, { order: number; first: number; commonest: number }>();
  const own = new Map<number, number>();
  for (const [place, annotation] of annotations.entries()) {
    if (!own.has(annotation.node)) own.set(annotation.node, place);
    for (const node of closure(vocabulary, annotation.node)) {
      const entry = met.get(node);
      if (!entry) met.set(node, { order: met.size, first: place, commonest: place });
      else if (shares[place]! > shares[entry.commonest]!) entry.commonest = place;
    }
  }
  const nodes = Int32Array.from(met.keys()).sort();
  const column = (name: 'order' | 'first' | 'commonest') => Uint16Array.from(nodes, (node) => met.get(node)![name]);
  const [order, first, commonest] = [column('order'), column('first'), column('commonest')];
  return {
    placeOf: (node) => own.get(node),
    below(node) {
      const at = placeIn(nodes, node);
      if (at < 0) return undefined;
      return { commonest: annotations[commonest[at]!]!, first: annotations[first[at]!]!, order: order[at]! };
    },
  };
}

/** Place of a number in an ascending list, or −1. */
function placeIn(sorted: Int32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted ? low : -1;
}
