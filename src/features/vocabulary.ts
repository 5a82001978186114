/**
 * One input channel of the model: how strongly a node speaks, as a function of the findings at and below it.
 *
 * | kind | coefficient of node m |
 * |---|---|
 * | `closure` | 1 when m or a term below it is present |
 * | `frontier` | the same, less 1 for every primary child of m that is in the closure too: 1 where the terms end, and below 0 where they branch |
 * | `chain` | number of most specific present findings whose chain of primary parents passes through m |
 * | `excluded` | 1 when m itself is excluded (and no term above it is) |
 */
export type ChannelKind = 'closure' | 'frontier' | 'chain' | 'excluded';

export interface Channel {
  readonly kind: ChannelKind;
  /** The coefficient is divided by n^lengthExponent, n = number of most specific present findings (excluded ones for `excluded`). */
  readonly lengthExponent: number;
}

/** The nodes that a patient can be described with: every HPO phenotype, parents before children. Read-only. */
export interface InputVocabulary {
  /** HPO id of each node; a node is its place in this list. */
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  /** Nodes of the is_a parents, the primary parent (the most informative one) first; empty for the root. */
  readonly parents: readonly (readonly number[])[];
  /** −ln of the share of diseases with the node in their closure, in nats; Infinity-free (unused nodes get the maximum). */
  readonly informationContent: Float32Array;
  /** Expected share of patients of a disease drawn at random who show the feature, 0 to 1. */
  readonly background: Float32Array;
  readonly channels: readonly Channel[];
  readonly nodeOf: ReadonlyMap<string, number>;
}

/** The node of the primary parent, or −1 for the root. */
export function primaryParent(vocabulary: InputVocabulary, node: number): number {
  return vocabulary.parents[node]?.[0] ?? -1;
}

// Explanations ask for the same few hundred closures again and again.
const closures = new WeakMap<InputVocabulary, Map<number, ReadonlySet<number>>>();

/** The node and all nodes above it, in no promised order. */
export function closure(vocabulary: InputVocabulary, node: number): ReadonlySet<number> {
  const known = closures.get(vocabulary) ?? new Map<number, ReadonlySet<number>>();
  closures.set(vocabulary, known);
  const cached = known.get(node);
  if (cached) return cached;
  const seen = new Set([node]);
  for (const at of seen) for (const parent of vocabulary.parents[at] ?? []) seen.add(parent);
  known.set(node, seen);
  return seen;
}

const closureLists = new WeakMap<InputVocabulary, Int32Array[]>();

/** The nodes of `closure`, to be walked along. */
export function closureNodes(vocabulary: InputVocabulary, node: number): Int32Array {
  let known = closureLists.get(vocabulary);
  if (!known) {
    known = [];
    closureLists.set(vocabulary, known);
  }
  known[node] ??= Int32Array.from(closure(vocabulary, node));
  return known[node];
}
