import type { InputVocabulary } from '../../../features/vocabulary.ts';
import type { FeatureFile } from '../../../registry/feature-file.ts';
import type { Profile } from '../../../registry/profiles.ts';
import type { Ontology } from '../../../terminology/ontology.ts';
import { knowledgeShares } from './knowledge-shares.ts';
import { channels } from './potentials.ts';

/** Diseases added to every node's background, so that an unseen feature is rare and not impossible. */
const backgroundPseudocount = 0.3;

/** Every phenotype of the ontology as a node, parents before children (by the longest way from the root, then by id). */
export function phenotypeNodes(ontology: Ontology): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  const depth = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const parents = (ontology.terms.get(id)?.parents ?? []).filter((parent) => ontology.isPhenotype(parent));
    const own = parents.reduce((deepest, parent) => Math.max(deepest, depth(parent) + 1), 0);
    depths.set(id, own);
    return own;
  };
  const ids = [...ontology.terms.keys()]
    .filter((id) => ontology.isPhenotype(id))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return new Map(ids.map((id, node) => [id, node]));
}

/**
 * `features.json`: the nodes with their information content and background over the annotated diseases. Its numbers are
 * rounded; training reads them back, so that a package holds everything that its own tables were made from.
 */
export function featureFile(
  ontology: Ontology,
  nodeOf: ReadonlyMap<string, number>,
  annotated: readonly Profile[],
): FeatureFile {
  const ids = [...nodeOf.keys()];
  const parents = ids.map((id) =>
    (ontology.terms.get(id)?.parents ?? []).flatMap((parent) => nodeOf.get(parent) ?? []),
  );
  const bare = bareVocabulary(ids, parents, nodeOf);
  const holders = new Float64Array(ids.length);
  const expected = new Float64Array(ids.length);
  for (const profile of annotated) {
    for (const [node, share] of knowledgeShares(profile, bare)) {
      holders[node]! += 1;
      expected[node]! += share;
    }
  }
  const significant = (value: number) => Number(value.toPrecision(3));
  const informationContent = Array.from(holders, (count) =>
    significant(Math.abs(Math.log(Math.max(count, 1) / annotated.length))),
  );
  const background = Array.from(expected, (sum) =>
    significant((sum + backgroundPseudocount) / (annotated.length + 2 * backgroundPseudocount)),
  );
  return {
    vocabulary: 'HPO',
    version: ontology.version,
    channels: [...channels],
    ids: ids.map((id) => Number(id.slice('HP:'.length))),
    labels: ids.map((id) => ontology.terms.get(id)?.label ?? id),
    parents: parents.map((nodes) => nodes.toSorted((a, b) => informationContent[b]! - informationContent[a]! || a - b)),
    informationContent,
    background,
  };
}

/** Enough of a vocabulary to walk up the ontology. */
function bareVocabulary(
  ids: readonly string[],
  parents: readonly (readonly number[])[],
  nodeOf: ReadonlyMap<string, number>,
): InputVocabulary {
  const zeros = new Float32Array(ids.length);
  return { ids, labels: ids, parents, informationContent: zeros, background: zeros, channels: [], nodeOf };
}
