import type { NamedDisease } from './named-diseases.ts';

/** A feature that fewer patients of the series show says nothing about another member. */
const leastShare = 0.1;
/** What a disease is named after, most of its patients show. */
const namedShare = 0.7;

/**
 * What patients with a disease that has no annotations may show, as far as its name tells: on average what patients with
 * its siblings show, and at the least what it is named after.
 * @param siblingShares closure of each sibling: node → share of patients, 0 to 1
 * @param above the node itself and all nodes above it, by node
 * @returns node → share for every node of the closure
 */
export function inferredProfile(
  { mentioned }: Pick<NamedDisease, 'mentioned'>,
  siblingShares: readonly ReadonlyMap<number, number>[],
  nodeOf: ReadonlyMap<string, number>,
  above: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const shares of siblingShares) {
    for (const [node, share] of shares) sums.set(node, (sums.get(node) ?? 0) + share);
  }
  const profile = new Map<number, number>();
  for (const [node, sum] of sums) {
    const mean = sum / siblingShares.length;
    if (mean >= leastShare) profile.set(node, mean);
  }
  for (const [node, share] of namedShares(mentioned, nodeOf, above)) {
    profile.set(node, Math.max(share, profile.get(node) ?? 0));
  }
  return profile;
}

/** As annotated features: a patient shows a general one when any of the special ones below it is there, independently. */
function namedShares(
  terms: readonly string[],
  nodeOf: ReadonlyMap<string, number>,
  above: readonly (readonly number[])[],
): ReadonlyMap<number, number> {
  const missing = new Map<number, number>();
  for (const node of new Set(terms.flatMap((term) => nodeOf.get(term) ?? []))) {
    for (const ancestor of above[node]!) missing.set(ancestor, (missing.get(ancestor) ?? 1) * (1 - namedShare));
  }
  return new Map([...missing].map(([node, none]) => [node, 1 - none]));
}
