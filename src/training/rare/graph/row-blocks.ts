import type { Weights } from './weights.ts';

/**
 * Entries per block. Short blocks waste less on the ends of rows, long ones mean fewer copies: with 32 the empty places
 * add an eighth to the file, with 64 a quarter, and a batch is an eighth faster with 64.
 */
export const blockLength = 32;

/** Sparse rows cut into blocks of one length, so that a row is gathered a block at a time and not number by number. */
export interface RowBlocks {
  /** First block of each node. */
  readonly first: Int32Array;
  /** Blocks of each node, 0 for nodes without a row here. */
  readonly count: Int32Array;
  /** blocks × blockLength; where a row has ended, the column after the last. */
  readonly column: Uint16Array;
  /** blocks × channels × blockLength; 0 where a row has ended. */
  readonly code: Int8Array;
}

/** Lays out the rows of all nodes but the given ones. */
export function layBlocks(
  { start, column, code, channels, columns }: Weights,
  without: ReadonlySet<number>,
): RowBlocks {
  const nodes = start.length - 1;
  const first = new Int32Array(nodes);
  const count = new Int32Array(nodes);
  let blocks = 0;
  for (let node = 0; node < nodes; node++) {
    first[node] = blocks;
    if (!without.has(node)) count[node] = Math.ceil((start[node + 1]! - start[node]!) / blockLength);
    blocks += count[node]!;
  }
  const blockColumn = new Uint16Array(blocks * blockLength).fill(columns);
  const blockCode = new Int8Array(blocks * channels * blockLength);
  for (let node = 0; node < nodes; node++) {
    if (count[node] === 0) continue;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const place = first[node]! * blockLength + at - start[node]!;
      blockColumn[place] = column[at]!;
      for (let k = 0; k < channels; k++) blockCode[codePlace(place, k, channels)] = code[at * channels + k]!;
    }
  }
  return { first, count, column: blockColumn, code: blockCode };
}

/** Where the codes of a block's place lie: channel by channel within the block. */
export function codePlace(place: number, channel: number, channels: number): number {
  const within = place % blockLength;
  return (place - within) * channels + channel * blockLength + within;
}
