import type { Finding } from '../clinical/finding.ts';
import { type Channel, type ChannelKind, closure, type InputVocabulary, primaryParent } from './vocabulary.ts';

/** What one finding adds to the vector: nodes with their coefficients. The vector is the sum of its parts. */
export interface VectorPart {
  /** HPO id. */
  readonly term: string;
  readonly status: 'present' | 'excluded';
  readonly node: number;
  readonly vector: SparseRow;
}

/** A sparse row of model input. */
export interface SparseRow {
  /** T distinct nodes. */
  readonly nodes: Int32Array;
  /** T × channels coefficients, node by node. */
  readonly coefficients: Float32Array;
}

/** A patient's findings as the model reads them. Frozen. */
export interface TermVector extends SparseRow {
  readonly parts: readonly VectorPart[];
  /** Terms that the vocabulary does not know (not a phenotype, obsolete, invented); they do not count. */
  readonly unused: readonly string[];
}

/** Coefficients under construction: node → one number per channel. */
type Accumulator = Map<number, Float64Array>;

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
  const parts = [...presentParts(present, vocabulary), ...excludedParts(excluded, vocabulary)];
  return Object.freeze({ ...sum(parts, vocabulary.channels.length), parts, unused: [...unused] });
}

/** One row per finding, in the order of `vector.parts`; their coefficients add up to the vector's. */
export function splitByFinding(vector: TermVector): readonly TermVector[] {
  return vector.parts.map((part) => ({ ...part.vector, parts: [part], unused: [] }));
}

/**
 * Each node's coefficient is divided equally among the findings at or below it. For a coverage game (a node is worth the
 * same however many findings reach it) the equal division is the Shapley value, so the shares are exact.
 */
function presentParts(present: ReadonlySet<number>, vocabulary: InputVocabulary): VectorPart[] {
  const findings = [...present].sort((a, b) => a - b);
  const closures = findings.map((node) => closure(vocabulary, node));
  const below = new Map<number, number>();
  for (const nodes of closures) for (const node of nodes) below.set(node, (below.get(node) ?? 0) + 1);
  // A finding with another one below it is implied by that one.
  const specific = new Set(findings.filter((node) => below.get(node) === 1));
  const scales = vocabulary.channels.map(({ lengthExponent }) => specific.size ** -lengthExponent);
  return findings.map((finding, place) => {
    const rows: Accumulator = new Map();
    const add = (kind: ChannelKind, node: number, amount: number) =>
      accumulate(rows, vocabulary.channels, scales, kind, node, amount);
    for (const node of closures[place]!) {
      const share = 1 / below.get(node)!;
      add('closure', node, share);
      add('frontier', node, share);
      const parent = primaryParent(vocabulary, node);
      if (parent >= 0) add('frontier', parent, -share);
    }
    if (specific.has(finding)) {
      for (let node = finding; node >= 0; node = primaryParent(vocabulary, node)) add('chain', node, 1);
    }
    return toPart(finding, 'present', rows, vocabulary);
  });
}

/** An exclusion speaks for its own node only; one that follows from a broader exclusion adds nothing. */
function excludedParts(excluded: ReadonlySet<number>, vocabulary: InputVocabulary): VectorPart[] {
  const findings = [...excluded].sort((a, b) => a - b);
  const broadest = new Set(
    findings.filter((node) => ![...closure(vocabulary, node)].some((above) => above !== node && excluded.has(above))),
  );
  const scales = vocabulary.channels.map(({ lengthExponent }) => broadest.size ** -lengthExponent);
  return findings.map((finding) => {
    const rows: Accumulator = new Map();
    if (broadest.has(finding)) accumulate(rows, vocabulary.channels, scales, 'excluded', finding, 1);
    return toPart(finding, 'excluded', rows, vocabulary);
  });
}

function accumulate(
  rows: Accumulator,
  channels: readonly Channel[],
  scales: readonly number[],
  kind: ChannelKind,
  node: number,
  amount: number,
): void {
  let row = rows.get(node);
  if (!row) {
    row = new Float64Array(channels.length);
    rows.set(node, row);
  }
  for (let k = 0; k < channels.length; k++) if (channels[k]!.kind === kind) row[k]! += amount * scales[k]!;
}

function toPart(
  node: number,
  status: VectorPart['status'],
  rows: Accumulator,
  vocabulary: InputVocabulary,
): VectorPart {
  return { term: vocabulary.ids[node]!, status, node, vector: toRow(rows, vocabulary.channels.length) };
}

function toRow(rows: Accumulator, width: number): SparseRow {
  const nodes = Int32Array.from(rows.keys()).sort();
  const coefficients = new Float32Array(nodes.length * width);
  nodes.forEach((node, place) => {
    coefficients.set(rows.get(node)!, place * width);
  });
  return { nodes, coefficients };
}

function sum(parts: readonly VectorPart[], width: number): SparseRow {
  const total: Accumulator = new Map();
  for (const { vector } of parts) {
    vector.nodes.forEach((node, place) => {
      let row = total.get(node);
      if (!row) {
        row = new Float64Array(width);
        total.set(node, row);
      }
      for (let k = 0; k < width; k++) row[k]! += vector.coefficients[place * width + k]!;
    });
  }
  return toRow(total, width);
}
