import type { SparseRow } from '../features/term-vector.ts';

/** From this many rows on a run costs the same per row, a third of what a row costs alone; the event loop waits some 8 ms. */
const rowsPerRun = 16;

/** A patient has some 60 nodes, a record of 500 terms nearly two thousand: a run takes two of those. */
const nodesPerRun = 4096;

/** How many of the rows, from the first one on, make a run of bounded time and memory (some 60 MB): at least one. */
export function runLength(rows: Iterable<SparseRow>): number {
  let count = 0;
  let total = 0;
  for (const { nodes } of rows) {
    total += nodes.length;
    if (count > 0 && (count === rowsPerRun || total > nodesPerRun)) break;
    count += 1;
  }
  return count;
}

/** Cuts rows into runs, in order. */
export function* runsOf<Row extends SparseRow>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; ) {
    const length = runLength(rows.slice(start, start + rowsPerRun));
    yield rows.slice(start, start + length);
    start += length;
  }
}
