import type { Ontology } from '../../terminology/ontology.ts';
import type { DiseaseEntity, Statement } from './entities.ts';

/** How often patients with each disease show each node, for every node in the closure of its annotations. */
export interface DiseaseMatrix {
  /** HPO id of each node: every phenotype of the ontology, parents before children. */
  readonly ids: readonly string[];
  readonly nodeOf: ReadonlyMap<string, number>;
  /** is_a parents, the primary one (highest information content) first. */
  readonly parents: readonly (readonly number[])[];
  readonly diseases: number;
  /** Compressed sparse rows by node: places in `column` and `share`. */
  readonly start: Int32Array;
  readonly column: Uint16Array;
  /** Expected share of patients, 0 to 1. */
  readonly share: Float32Array;
  /** −ln of the share of diseases whose closure holds the node, nats. */
  readonly informationContent: Float32Array;
  /** Mean share over all diseases, smoothed away from 0. */
  readonly background: Float32Array;
  /** By disease: directly annotated node → share. */
  readonly direct: readonly ReadonlyMap<number, number>[];
  /** By disease: node of the closure → share. */
  readonly closure: readonly ReadonlyMap<number, number>[];
}

/** A share that no source gives. Annotated features are common ones, but seldom obligate. */
const unstatedShare = 0.6;
/** Strength of that belief, in patients: "1 of 1" does not mean always. */
const priorPatients = 2;
/** A class such as "frequent" or a bare percentage counts like this many patients. */
const classPatients = 15;
/** Diseases added to every node's background, so that an unseen feature is rare and not impossible. */
const backgroundPseudocount = 0.3;

/** Builds the matrix from the annotations; a term that the ontology does not hold as a phenotype is not a node. */
export function buildDiseaseMatrix(ontology: Ontology, entities: readonly DiseaseEntity[]): DiseaseMatrix {
  const ids = topological(ontology);
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const nodesOf = (terms: Iterable<string>) => [...terms].flatMap((term) => nodeOf.get(term) ?? []);
  const above = ids.map((id) => nodesOf(ontology.ancestors(id)));
  const direct = entities.map(({ statements }) => pool(statements, nodeOf));
  const closure = direct.map((shares) => propagate(shares, above));
  const rows = layOut(closure, ids.length);
  const diseases = entities.length;
  const informationContent = Float32Array.from(ids, (_, node) => {
    const count = rows.start[node + 1]! - rows.start[node]!;
    return Math.abs(Math.log(Math.max(count, 1) / diseases));
  });
  const background = Float32Array.from(ids, (_, node) => {
    let sum = backgroundPseudocount;
    for (let at = rows.start[node]!; at < rows.start[node + 1]!; at++) sum += rows.share[at]!;
    return sum / (diseases + 2 * backgroundPseudocount);
  });
  const parents = ids.map((id) =>
    nodesOf(ontology.terms.get(id)?.parents ?? []).sort(
      (a, b) => informationContent[b]! - informationContent[a]! || a - b,
    ),
  );
  return { ids, nodeOf, parents, diseases, ...rows, informationContent, background, direct, closure };
}

/** Phenotypes by depth (longest way from the root), then by id. */
function topological(ontology: Ontology): readonly string[] {
  const depths = new Map<string, number>();
  const depth = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const parents = (ontology.terms.get(id)?.parents ?? []).filter((parent) => ontology.isPhenotype(parent));
    const own = parents.reduce((deepest, parent) => Math.max(deepest, depth(parent) + 1), 0);
    depths.set(id, own);
    return own;
  };
  return [...ontology.terms.keys()]
    .filter((id) => ontology.isPhenotype(id))
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** One share for each annotated node, from everything that the sources say about it. */
function pool(statements: readonly Statement[], nodeOf: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
  const counts = new Map<number, { with: number; patients: number }>();
  for (const { term, frequency } of statements) {
    const node = nodeOf.get(term);
    if (node === undefined) continue;
    const count = counts.get(node) ?? { with: priorPatients * unstatedShare, patients: priorPatients };
    counts.set(node, count);
    if (frequency === undefined) continue;
    const patients = frequency.kind === 'ratio' ? frequency.m : classPatients;
    count.with += frequency.share * patients;
    count.patients += patients;
  }
  return new Map([...counts].map(([node, count]) => [node, count.with / count.patients]));
}

/** A patient shows a general feature when any of the special ones below it is there; they are taken as independent. */
function propagate(direct: ReadonlyMap<number, number>, above: readonly (readonly number[])[]) {
  const missing = new Map<number, number>();
  for (const [node, share] of direct) {
    for (const ancestor of above[node]!) missing.set(ancestor, (missing.get(ancestor) ?? 1) * (1 - share));
  }
  return new Map([...missing].map(([node, none]) => [node, 1 - none]));
}

function layOut(closure: readonly ReadonlyMap<number, number>[], nodes: number) {
  const start = new Int32Array(nodes + 1);
  for (const shares of closure) for (const node of shares.keys()) start[node + 1]! += 1;
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!;
  const column = new Uint16Array(start[nodes]!);
  const share = new Float32Array(start[nodes]!);
  const next = start.slice();
  closure.forEach((shares, disease) => {
    for (const [node, value] of shares) {
      const at = next[node]!++;
      column[at] = disease;
      share[at] = value;
    }
  });
  return { start, column, share };
}
