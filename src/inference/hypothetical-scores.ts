import type { Finding } from '../clinical/finding.ts';
import { buildTermVector, type SparseRow, type TermVector } from '../features/term-vector.ts';
import type { Channel, InputVocabulary } from '../features/vocabulary.ts';
import type { InferencePort } from './inference-port.ts';
import { type RecordLength, recordLength } from './record-length.ts';

export interface HypotheticalRequest {
  readonly findings: readonly Finding[];
  /** Built from `findings`. */
  readonly vector: TermVector;
  /** The vector's own scores. */
  readonly scores: Float32Array;
  /** Findings that might be added, one at a time. */
  readonly additions: readonly Finding[];
  readonly vocabulary: InputVocabulary;
  readonly port: InferencePort;
}

/**
 * Scores that the patient would have with each addition, in the order of the additions. The score is linear in the
 * vector, and an addition changes few nodes and thins out the others by the growing length of the record. So the
 * patient's channels are run once and each addition only as a difference: a tenth of the work of running them whole.
 */
export async function hypotheticalScores(request: HypotheticalRequest): Promise<readonly Float32Array[]> {
  const { findings, vector, scores, additions, vocabulary, port } = request;
  if (additions.length === 0) return [];
  const { channels } = vocabulary;
  const length = recordLength(vector, vocabulary);
  const changes = additions.map((addition) => {
    const after = buildTermVector([...findings, addition], vocabulary);
    const longer = recordLength(after, vocabulary);
    const thinning = channels.map((channel) => thinningOf(channel, length, longer));
    return { thinning, row: difference(after, vector, thinning) };
  });
  const [first, ...others] = alike(channels);
  const rows = [
    nothing,
    ...others.map((group) => only(group, vector, channels.length)),
    ...changes.map(({ row }) => row),
  ];
  const run = await port.score(rows);
  const rowAt = (place: number) => run.subarray(place * port.diagnoses, (place + 1) * port.diagnoses);
  const prior = rowAt(0);
  const parts = others.map((_, place) => subtract(rowAt(1 + place), prior));
  // What the others leave of the known score is the first group's part: the costliest run is spared.
  const firstPart = parts.reduce(subtract, subtract(scores, prior));
  return changes.map(({ thinning }, place) => {
    const result = rowAt(1 + others.length + place).slice();
    addScaled(result, firstPart, thinning[first![0]!]!);
    for (const [group, part] of parts.entries()) addScaled(result, part, thinning[others[group]![0]!]!);
    return result;
  });
}

const row = (nodes: Int32Array, coefficients: Float32Array): TermVector => ({
  nodes,
  coefficients,
  parts: [],
  unused: [],
});
const nothing = row(new Int32Array(), new Float32Array());

/** What is left of a channel's old coefficients when the record has grown. */
function thinningOf({ kind, lengthExponent }: Channel, before: RecordLength, after: RecordLength): number {
  const side = kind === 'excluded' ? 'excluded' : 'present';
  return before[side] === 0 ? 1 : (after[side] / before[side]) ** -lengthExponent;
}

/** Channels (places) that thin out together. */
function alike(channels: readonly Channel[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  channels.forEach(({ kind, lengthExponent }, place) => {
    const key = `${kind === 'excluded'} ${lengthExponent}`;
    groups.set(key, [...(groups.get(key) ?? []), place]);
  });
  return [...groups.values()];
}

/** The nodes at which the group's channels speak, with all other channels silent. */
function only(group: readonly number[], { nodes, coefficients }: SparseRow, width: number): TermVector {
  const speaking = Array.from(nodes, (node, at) => ({ node, at })).filter(({ at }) =>
    group.some((channel) => coefficients[at * width + channel] !== 0),
  );
  const result = new Float32Array(speaking.length * width);
  speaking.forEach(({ at }, place) => {
    for (const channel of group) result[place * width + channel] = coefficients[at * width + channel]!;
  });
  return row(
    Int32Array.from(speaking, ({ node }) => node),
    result,
  );
}

/** Smaller differences are rounding. */
const smallest = 1e-6;

/** What `after` has beyond `before`, the latter thinned out channel by channel. */
function difference(after: SparseRow, before: SparseRow, thinning: readonly number[]): TermVector {
  const width = thinning.length;
  const placeOf = (nodes: Int32Array) => new Map(Array.from(nodes, (node, place) => [node, place]));
  const [placeAfter, placeBefore] = [placeOf(after.nodes), placeOf(before.nodes)];
  const nodes: number[] = [];
  const coefficients: number[] = [];
  for (const node of new Set([...after.nodes, ...before.nodes])) {
    const at = (vector: SparseRow, place: number | undefined, channel: number) =>
      place === undefined ? 0 : vector.coefficients[place * width + channel]!;
    const change = thinning.map(
      (factor, channel) =>
        at(after, placeAfter.get(node), channel) - factor * at(before, placeBefore.get(node), channel),
    );
    if (change.every((value) => Math.abs(value) < smallest)) continue;
    nodes.push(node);
    coefficients.push(...change);
  }
  return row(Int32Array.from(nodes), Float32Array.from(coefficients));
}

function subtract(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, place) => value - b[place]!);
}

/** Adds to `total` in place. */
function addScaled(total: Float32Array, part: Float32Array, factor: number): void {
  for (let place = 0; place < total.length; place++) total[place]! += factor * part[place]!;
}
