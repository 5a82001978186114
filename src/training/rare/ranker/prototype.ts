import { closure, type InputVocabulary } from '../../../features/vocabulary.ts';
import type { Profile } from '../../../registry/profiles.ts';
import type { SupportCase } from '../../../registry/support.ts';
import { directShares, knowledgeShares, type Shares } from './knowledge-shares.ts';

/** What the model believes of a disease before it weighs anything: one column of its tables. */
export interface Prototype {
  /** Shares of all nodes at and above what is known of it. */
  readonly shares: Shares;
  /** Shares of the nodes that are stated as such, not implied by a special form. */
  readonly stated: Shares;
  /** Shares of support patients in whom the node was looked for and not found. */
  readonly excluded: Shares;
  /** Publications of its support cases. */
  readonly publications: number;
}

/** Knowledge counts like so many publications with one patient each: annotated, inferred, none. Of 2.5, 5 and 10 no one is better. */
const knowledgeWorth = { annotated: 5, inferred: 2, none: 0.5 } as const;
/** Patients of one publication are alike: n of them count like √n. */
const publicationExponent = -0.5;
/** An exclusion's share is drawn towards 0 by so many patients. */
const exclusionPatients = 2;
/** From this share on an inferred node is taken as stated. */
const expectedShare = 0.7;

const nothing: Shares = new Map();

/** The prototype that annotations alone give. */
export function knowledgePrototype(profile: Profile, vocabulary: InputVocabulary): Prototype {
  const shares = knowledgeShares(profile, vocabulary);
  const stated = profile.inferred ? mostSpecific(shares, vocabulary) : directShares(profile);
  return { shares, stated, excluded: nothing, publications: 0 };
}

/** The prototype after published patients: shares are means over knowledge and patients, so no training is needed. */
export function updatePrototype(
  profile: Profile,
  known: Prototype,
  cases: readonly SupportCase[],
  vocabulary: InputVocabulary,
): Prototype {
  if (cases.length === 0) return known;
  const inPublication = new Map<string, number>();
  for (const { publication } of cases) inPublication.set(publication, (inPublication.get(publication) ?? 0) + 1);
  const shares = new Map<number, number>();
  const stated = new Map<number, number>();
  const excluded = new Map<number, number>();
  let patients = 0;
  for (const { publication, present, excluded: looked } of cases) {
    const worth = inPublication.get(publication)! ** publicationExponent;
    patients += worth;
    const nodes = new Set<number>();
    for (const node of present) for (const above of closure(vocabulary, node)) nodes.add(above);
    for (const node of nodes) shares.set(node, (shares.get(node) ?? 0) + worth);
    for (const node of present) stated.set(node, (stated.get(node) ?? 0) + worth);
    for (const node of looked) excluded.set(node, (excluded.get(node) ?? 0) + worth);
  }
  const kind = profile.annotations.length === 0 ? 'none' : profile.inferred ? 'inferred' : 'annotated';
  return {
    shares: blend(known.shares, knowledgeWorth[kind], shares, patients),
    stated: blend(known.stated, knowledgeWorth[kind], stated, patients),
    excluded: blend(nothing, exclusionPatients, excluded, patients),
    publications: inPublication.size,
  };
}

/** Mean of two beliefs, of which the first counts `worth` patients and the second is a sum over `patients`. */
function blend(known: Shares, worth: number, seen: Shares, patients: number): Shares {
  const total = worth + patients;
  const result = new Map<number, number>();
  for (const [node, share] of known) result.set(node, (worth * share) / total);
  for (const [node, sum] of seen) result.set(node, (result.get(node) ?? 0) + sum / total);
  return result;
}

/** Expected nodes without an expected one below them. */
function mostSpecific(shares: Shares, vocabulary: InputVocabulary): Shares {
  const expected = [...shares].filter(([, share]) => share >= expectedShare);
  const implied = new Set<number>();
  for (const [node] of expected) for (const above of closure(vocabulary, node)) if (above !== node) implied.add(above);
  return new Map(expected.filter(([node]) => !implied.has(node)));
}
