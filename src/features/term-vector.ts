import type { Finding } from '../clinical/finding.ts';
import { createRowSum, type RowSum } from './row-sum.ts';
import type { SparseRow } from './sparse-row.ts';
import { type ChannelKind, closureNodes, type InputVocabulary, primaryParent } from './vocabulary.ts';

export type { SparseRow };

/** A finding that adds to the vector, which is the sum of what its parts add: see `splitByFinding`. */
export interface VectorPart {
  /** HPO id. */
  readonly term: string;
  readonly status: 'present' | 'excluded';
  readonly node: number;
}

/** A patient's findings as the model reads them. Frozen. */
export interface TermVector extends SparseRow {
  readonly parts: readonly VectorPart[];
  /** Terms that the vocabulary does not know (not a phenotype, obsolete, invented); they do not count. */
  readonly unused: readonly string[];
}

/**
 * Builds the input row of a patient. A term that comes twice counts once; a present finding above another present one
 * adds nothing new but shares its nodes; findings of status `unknown` are left out.
 */
export function buildTermVector(
  findings: readonly Pick<Finding, 'term' | 'status'>[],
  vocabulary: InputVocabulary,
): TermVector {
  const present = new Set<number>();
  const excluded = new Set<number>();
  const unused = new Set<string>();
  for (const { term, status } of findings) {
    if (status === 'unknown') continue;
    const node = vocabulary.nodeOf.get(term);
    if (node === undefined) unused.add(term);
    else (status === 'present' ? present : excluded).add(node);
  }
  const parts = [...partsOf(present, 'present', vocabulary), ...partsOf(excluded, 'excluded', vocabulary)];
  const { total } = workspaceOf(vocabulary);
  addParts(parts, vocabulary, (part) => part.moveTo(total));
  return Object.freeze({ ...total.take(), parts, unused: [...unused] });
}

/** One row per finding, in the order of `vector.parts`; their coefficients add up to the vector's. */
export function splitByFinding({ parts }: TermVector, vocabulary: InputVocabulary): readonly TermVector[] {
  const rows: SparseRow[] = [];
  addParts(parts, vocabulary, (part) => rows.push(part.take()));
  return parts.map((part, place) => ({ ...rows[place]!, parts: [part], unused: [] }));
}

const partsOf = (nodes: ReadonlySet<number>, status: VectorPart['status'], { ids }: InputVocabulary): VectorPart[] =>
  [...nodes].sort((a, b) => a - b).map((node) => ({ term: ids[node]!, status, node }));

/** Memory for the sums, one for a vocabulary: a hospital's vectors are many. */
interface Workspace {
  readonly part: RowSum;
  readonly total: RowSum;
  /** Node → number of findings at or below it; 0 throughout between two calls. */
  readonly below: Int32Array;
  readonly channelsOf: Readonly<Record<ChannelKind, readonly number[]>>;
}

const workspaces = new WeakMap<InputVocabulary, Workspace>();

function workspaceOf(vocabulary: InputVocabulary): Workspace {
  const known = workspaces.get(vocabulary);
  if (known) return known;
  const { ids, channels } = vocabulary;
  const places = (wanted: ChannelKind) => channels.flatMap(({ kind }, place) => (kind === wanted ? place : []));
  const made: Workspace = {
    part: createRowSum(ids.length, channels.length),
    total: createRowSum(ids.length, channels.length),
    below: new Int32Array(ids.length),
    channelsOf: {
      closure: places('closure'),
      frontier: places('frontier'),
      chain: places('chain'),
      excluded: places('excluded'),
    },
  };
  workspaces.set(vocabulary, made);
  return made;
}

/** Adds up what each part adds, one after another; `done` empties the sum. */
function addParts(parts: readonly VectorPart[], vocabulary: InputVocabulary, done: (part: RowSum) => void): void {
  const nodesOf = (wanted: VectorPart['status']) =>
    parts.filter(({ status }) => status === wanted).map(({ node }) => node);
  addPresent(nodesOf('present'), vocabulary, done);
  addExcluded(nodesOf('excluded'), vocabulary, done);
}

/**
 * Each node's coefficient is divided equally among the findings at or below it. For a coverage game (a node is worth the
 * same however many findings reach it) the equal division is the Shapley value, so the shares are exact.
 */
function addPresent(findings: readonly number[], vocabulary: InputVocabulary, done: (part: RowSum) => void): void {
  const { part, below, channelsOf } = workspaceOf(vocabulary);
  const closures = findings.map((node) => closureNodes(vocabulary, node));
  for (const nodes of closures) for (const node of nodes) below[node]! += 1;
  // A finding with another one below it is implied by that one.
  const specific = findings.map((node) => below[node] === 1);
  const scales = scalesFor(specific.filter(Boolean).length, vocabulary);
  const add = (kind: ChannelKind, node: number, amount: number) => {
    part.touch(node);
    for (const k of channelsOf[kind]) part.add(node, k, amount * scales[k]!);
  };
  for (const [place, finding] of findings.entries()) {
    for (const node of closures[place]!) {
      const share = 1 / below[node]!;
      add('closure', node, share);
      add('frontier', node, share);
      const parent = primaryParent(vocabulary, node);
      if (parent >= 0) add('frontier', parent, -share);
    }
    if (specific[place])
      for (let node = finding; node >= 0; node = primaryParent(vocabulary, node)) add('chain', node, 1);
    done(part);
  }
  for (const nodes of closures) for (const node of nodes) below[node] = 0;
}

/** An exclusion speaks for its own node only; one that follows from a broader exclusion adds nothing. */
function addExcluded(findings: readonly number[], vocabulary: InputVocabulary, done: (part: RowSum) => void): void {
  const { part, channelsOf } = workspaceOf(vocabulary);
  const excluded = new Set(findings);
  const follows = (node: number) =>
    closureNodes(vocabulary, node).some((above) => above !== node && excluded.has(above));
  const broadest = new Set(findings.filter((node) => !follows(node)));
  const scales = scalesFor(broadest.size, vocabulary);
  for (const node of findings) {
    if (broadest.has(node)) {
      part.touch(node);
      for (const k of channelsOf.excluded) part.add(node, k, scales[k]!);
    }
    done(part);
  }
}

const scalesFor = (count: number, { channels }: InputVocabulary) =>
  channels.map(({ lengthExponent }) => count ** -lengthExponent);
