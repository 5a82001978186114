/**
 * The model's parameters: for every node a sparse row over the prototypes that have the node (compressed sparse rows),
 * with one number per input channel. A prototype is a column; a disease with support cases has two of them, knowledge
 * alone and updated, and the mode says which one speaks for it.
 *
 * score(d) = prior[mode][c] + Σ_m Σ_k coefficient[m, k] · scale[m, k] · code[m, c, k], where c = choice[mode][d]
 */
export interface Weights {
  /** Number of prototypes. */
  readonly columns: number;
  readonly channels: number;
  /** Place of each node's first entry, and after the last node the number of entries. */
  readonly start: Int32Array;
  /** Prototype of each entry, ascending within a row. */
  readonly column: Uint16Array;
  /** entries × channels. */
  readonly code: Int8Array;
  /** nodes × channels: what a code of 1 is worth. */
  readonly scale: Float32Array;
  /** For each mode: one number per column. */
  readonly prior: readonly [Float32Array, Float32Array];
  /** For each mode (0 knowledge alone, 1 with support cases): the column of each diagnosis, −1 where it is no candidate. */
  readonly choice: readonly [Int32Array, Int32Array];
}

/** 0: knowledge alone; 1: with support cases. */
export type Mode = 0 | 1;

/** Score of a diagnosis that is no candidate in the mode asked for: e^−1000 is 0 in any calibration. */
export const noCandidate = -1000;

/** Unquantised entries: the same layout with real numbers. */
export interface RealWeights extends Omit<Weights, 'code' | 'scale'> {
  readonly value: Float32Array;
}

const largestCode = 127;

/**
 * Each node's row of each channel is divided by its own largest magnitude: a row never loses more than 1/254 of it.
 * Entries of which nothing is left are dropped.
 */
export function quantise({ value, ...layout }: RealWeights): Weights {
  const { start, channels } = layout;
  const nodes = start.length - 1;
  const whole = { ...layout, code: new Int8Array(value.length), scale: new Float32Array(nodes * channels) };
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [start[node]!, start[node + 1]!];
    writeRow(whole, node, from, value.subarray(from * channels, to * channels));
  }
  return withoutEmptyEntries(whole);
}

/** Quantises the row of a node, entries × channels, into the weights from entry `from` on. */
export function writeRow({ code, scale, channels }: Weights, node: number, from: number, values: Float32Array): void {
  for (let k = 0; k < channels; k++) {
    let largest = 0;
    for (let at = k; at < values.length; at += channels) largest = Math.max(largest, Math.abs(values[at]!));
    const step = Math.fround(largest / largestCode);
    scale[node * channels + k] = step;
    if (step === 0) continue;
    for (let at = k; at < values.length; at += channels) code[from * channels + at] = Math.round(values[at]! / step);
  }
}

/** The same weights without the entries that say nothing. */
export function withoutEmptyEntries(weights: Weights): Weights {
  const { channels } = weights;
  const start = new Int32Array(weights.start.length);
  const column = new Uint16Array(weights.column.length);
  const code = new Int8Array(weights.code.length);
  let kept = 0;
  for (let node = 0; node + 1 < start.length; node++) {
    for (let at = weights.start[node]!; at < weights.start[node + 1]!; at++) {
      const own = weights.code.subarray(at * channels, (at + 1) * channels);
      if (own.every((number) => number === 0)) continue;
      column[kept] = weights.column[at]!;
      code.set(own, kept * channels);
      kept += 1;
    }
    start[node + 1] = kept;
  }
  return { ...weights, start, column: column.slice(0, kept), code: code.slice(0, kept * channels) };
}
