import type { SparseRow } from './sparse-row.ts';

/** Adds up a row, coefficient by coefficient. Its memory is taken once and used for row after row. */
export interface RowSum {
  /** The node is part of the row, whatever its coefficients come to. */
  touch(node: number): void;
  add(node: number, channel: number, amount: number): void;
  /** Adds the row to another, in single precision, and is empty again. */
  moveTo(other: RowSum): void;
  /** Gives the row, and is empty again. */
  take(): SparseRow;
}

/** @param width number of channels */
export function createRowSum(nodeCount: number, width: number): RowSum {
  const sums = new Float64Array(nodeCount * width);
  const touched = new Int32Array(nodeCount);
  const isTouched = new Uint8Array(nodeCount);
  let count = 0;

  function touch(node: number): void {
    if (isTouched[node] === 1) return;
    isTouched[node] = 1;
    touched[count++] = node;
  }

  function clear(): void {
    for (let at = 0; at < count; at++) {
      const node = touched[at]!;
      isTouched[node] = 0;
      for (let k = 0; k < width; k++) sums[node * width + k] = 0;
    }
    count = 0;
  }

  return {
    touch,
    add(node, channel, amount) {
      touch(node);
      sums[node * width + channel]! += amount;
    },
    moveTo(other) {
      for (let at = 0; at < count; at++) {
        const node = touched[at]!;
        other.touch(node);
        for (let k = 0; k < width; k++) {
          const sum = sums[node * width + k]!;
          if (sum !== 0) other.add(node, k, Math.fround(sum));
        }
      }
      clear();
    },
    take() {
      const nodes = touched.slice(0, count).sort();
      const coefficients = new Float32Array(count * width);
      for (let at = 0; at < count; at++)
        for (let k = 0; k < width; k++) coefficients[at * width + k] = sums[nodes[at]! * width + k]!;
      clear();
      return { nodes, coefficients };
    },
  };
}
