import { type Channel, type InputVocabulary, primaryParent } from '../../../features/vocabulary.ts';
import type { Prototype } from './prototype.ts';

/** Input channels, in the order of the coefficient tensor. */
export const channels = [
  { kind: 'frontier', lengthExponent: 0.5 },
  { kind: 'closure', lengthExponent: 0 },
  { kind: 'chain', lengthExponent: 0.5 },
  { kind: 'excluded', lengthExponent: 0.5 },
] as const satisfies readonly Channel[];

const channel = { frontier: 0, closure: 1, chain: 2, excluded: 3 } as const;

/** Everything that a potential may look at. */
export interface ColumnContext {
  readonly prototype: Prototype;
  readonly vocabulary: InputVocabulary;
  /** Information, in nats, that the whole prototype holds. */
  readonly information: number;
}

/** One ingredient of the score: a sum over nodes in one channel. */
export interface Potential {
  readonly name: string;
  readonly channel: number;
  /** Worth of a node whose share in the disease is `share` (0 where only an exclusion names the node). */
  readonly value: (node: number, share: number, context: ColumnContext) => number;
}

/** What an ingredient that is the same for every patient may look at. */
export interface DiseaseFacts {
  readonly prototype: Prototype;
  readonly vocabulary: InputVocabulary;
  /** No OMIM entry is this disease. */
  readonly umbrella: boolean;
  /** Its profile is inferred from its name. */
  readonly inferred: boolean;
  readonly annotations: number;
  readonly references: number;
}

/** One ingredient of the score that is the same for every patient. */
export interface PriorPotential {
  readonly name: string;
  readonly value: (facts: DiseaseFacts) => number;
}

/** From this share on the absence of a feature is evidence; more than the second is never taken for granted. */
const expectedShare = 0.5;
const highestShare = 0.95;

/**
 * Information, in nats, of what a profile is taken to leave out (about three annotations). Without it a disease with
 * two published signs is explained in full by any patient who has both.
 */
const unstatedInformation = 15;

const gain = (vocabulary: InputVocabulary, node: number) => {
  const parent = primaryParent(vocabulary, node);
  const { informationContent: ic } = vocabulary;
  return ic[node]! - (parent < 0 ? 0 : ic[parent]!);
};

/** ln(frequency / background), not below 0 (LIRICAL, Robinson et al. 2020). */
const likelihoodRatio = ({ prototype, vocabulary }: ColumnContext, node: number) =>
  node < 0 ? 0 : Math.max(0, Math.log((prototype.shares.get(node) ?? 1) / vocabulary.background[node]!));

/**
 * The classical rankers, each in the form of a sum over the nodes of the patient's closure. A quantity that belongs to
 * the deepest node at which a finding meets the disease is telescoped: every node on the chain of primary parents adds
 * the difference to the node above it.
 */
export const potentials: readonly Potential[] = [
  // Each node that is shared speaks for the disease, each step of a finding below the last shared node against it:
  // naive Bayes on the closure with one price for a surprise.
  { name: 'unexplained-branches', channel: channel.frontier, value: (_node, share) => (share > 0 ? 1 : 0) },
  // A finding that the disease is known for by that very term, and its rarity.
  {
    name: 'exact-term',
    channel: channel.frontier,
    value: (node, _share, { prototype, vocabulary }) =>
      Math.sqrt(prototype.stated.get(node) ?? 0) * vocabulary.informationContent[node]!,
  },
  // Resnik 1995, query → disease: information content of the most informative common ancestor.
  {
    name: 'resnik-query',
    channel: channel.chain,
    value: (node, share, { vocabulary }) => (share > 0 ? gain(vocabulary, node) : 0),
  },
  // Likelihood ratio with ancestor credit (LIRICAL).
  {
    name: 'likelihood-ratio',
    channel: channel.chain,
    value: (node, share, context) =>
      share > 0
        ? likelihoodRatio(context, node) - likelihoodRatio(context, primaryParent(context.vocabulary, node))
        : 0,
  },
  // Disease → query: how much of what the disease shows, weighted by √frequency, the patient has.
  {
    name: 'resnik-disease',
    channel: channel.closure,
    value: (node, share, { vocabulary, information }) =>
      (Math.sqrt(share) * gain(vocabulary, node)) / (information + unstatedInformation),
  },
  // Published patients with the disease were found not to have it either. Where it is to be expected all the same, its
  // absence is no argument for the disease, however often authors have looked for it in vain.
  {
    name: 'shared-exclusion',
    channel: channel.excluded,
    value: (node, share, { prototype }) => (share < expectedShare ? (prototype.excluded.get(node) ?? 0) : 0),
  },
  // ln P(feature absent | disease), where the feature is to be expected: its absence counts against.
  {
    name: 'exclusion',
    channel: channel.excluded,
    value: (_node, share) => (share < expectedShare ? 0 : Math.log(1 - Math.min(share, highestShare))),
  },
];

/** Priors: how often a disease is the diagnosis at all, as far as the way it is described tells. */
export const priorPotentials: readonly PriorPotential[] = [
  { name: 'umbrella', value: ({ umbrella }) => (umbrella ? 1 : 0) },
  { name: 'expected-features', value: ({ prototype, vocabulary }) => -expectedFeatures(prototype, vocabulary) },
  { name: 'annotations', value: ({ annotations, inferred }) => (inferred ? 0 : Math.log1p(annotations)) },
  { name: 'references', value: ({ references, inferred }) => (inferred ? 0 : Math.log1p(references)) },
  { name: 'profile-size', value: ({ prototype }) => Math.log1p(prototype.shares.size) },
  { name: 'inferred', value: ({ inferred }) => (inferred ? 1 : 0) },
  { name: 'supported', value: ({ prototype }) => (prototype.publications > 0 ? 1 : 0) },
  { name: 'publications', value: ({ prototype }) => Math.log1p(prototype.publications) },
];

/**
 * Weights set by hand, because fitting them would learn how published cases are written and not how diseases behave.
 *
 * - `umbrella`: an Orphanet disorder without an exact OMIM entry is mostly an umbrella of entries that are candidates
 *   themselves, and the more specific answer is wanted: odds of e^−2 ≈ 1 : 7. The development cases ask for 1 : 300,
 *   but only because all of them are labelled with OMIM numbers.
 * - `exclusion`: authors exclude what the disease is known for, so in published cases an exclusion points *towards* its
 *   disease (fitted weight −1.4, worth 2 points of top-10). In a clinic it does not; it stays weak evidence against.
 */
export const fixedWeights: Readonly<Record<string, number>> = { umbrella: -2, exclusion: 0.3 };

/** Potentials, then priors: the order of every vector of weights. */
export const weightNames: readonly string[] = [...potentials, ...priorPotentials].map(({ name }) => name);

/**
 * What is fitted when. Knowledge is fitted first and alone, so that a disease that nobody has published since keeps
 * its place among its like; then, against it, what support cases say, and what it says to have none. A weight that a
 * stage does not name is 0 in it.
 */
export const stages = {
  knowledge: [
    'unexplained-branches',
    'exact-term',
    'resnik-query',
    'likelihood-ratio',
    'resnik-disease',
    'expected-features',
    'annotations',
    'references',
    'profile-size',
  ],
  support: [
    'unexplained-branches',
    'exact-term',
    'resnik-query',
    'likelihood-ratio',
    'resnik-disease',
    'shared-exclusion',
    'expected-features',
    'supported',
    'publications',
  ],
  unsupported: ['expected-features', 'annotations', 'references', 'profile-size', 'inferred'],
} as const;

/** Σ −ln(1 − 0.8 · P(node | its parent)) over the nodes whose parent is likely: what a typical patient should show. */
function expectedFeatures({ shares }: Prototype, vocabulary: InputVocabulary): number {
  let sum = 0;
  for (const [node, share] of shares) {
    const above = shares.get(primaryParent(vocabulary, node)) ?? 1;
    if (above > 0.3) sum -= Math.log(1 - (0.8 * share) / Math.max(above, share));
  }
  return sum;
}

/** Σ √share · information gained at each node. */
export function informationOf({ shares }: Prototype, vocabulary: InputVocabulary): number {
  let sum = 0;
  for (const [node, share] of shares) sum += Math.sqrt(share) * gain(vocabulary, node);
  return sum;
}
