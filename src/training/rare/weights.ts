/**
 * The model's parameters: for every node a sparse row over the diseases that have the node in their closure
 * (compressed sparse rows), with one number per input channel.
 *
 * score(d) = prior[d] + Σ_m Σ_k coefficient[m, k] · scale[m, k] · code[m, d, k]
 */
export interface Weights {
  readonly diagnoses: number;
  readonly channels: number;
  /** Place of each node's first entry, and after the last node the number of entries. */
  readonly start: Int32Array;
  /** Diagnosis of each entry. */
  readonly column: Uint16Array;
  /** entries × channels. */
  readonly code: Int8Array;
  /** nodes × channels: what a code of 1 is worth. */
  readonly scale: Float32Array;
  readonly prior: Float32Array;
}

/** Unquantised entries: the same layout with real numbers. */
export interface RealWeights extends Omit<Weights, 'code' | 'scale'> {
  readonly value: Float32Array;
}

const largestCode = 127;

/** Each node's row of each channel is divided by its own largest magnitude: a row never loses more than 1/254 of it. */
export function quantise({ value, ...layout }: RealWeights): Weights {
  const { start, channels } = layout;
  const nodes = start.length - 1;
  const code = new Int8Array(value.length);
  const scale = new Float32Array(nodes * channels);
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [start[node]!, start[node + 1]!];
    for (let k = 0; k < channels; k++) {
      let largest = 0;
      for (let at = from; at < to; at++) largest = Math.max(largest, Math.abs(value[at * channels + k]!));
      if (largest === 0) continue;
      const step = Math.fround(largest / largestCode);
      scale[node * channels + k] = step;
      for (let at = from; at < to; at++) code[at * channels + k] = Math.round(value[at * channels + k]! / step);
    }
  }
  return { ...layout, code, scale };
}
