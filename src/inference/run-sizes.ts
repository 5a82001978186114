import type { SparseRow } from '../features/term-vector.ts';

/** From this many rows on a run costs the same per row: some 20 ms for all, during which the event loop waits. */
const rowsPerRun = 32;

/** A patient has some 60 nodes, a record of 500 terms nearly two thousand: a run takes two of those. */
const nodesPerRun = 4096;

/** Cuts rows into runs of bounded time and memory (some 60 MB), in order; a run has at least one row. */
export function* runsOf<Row extends SparseRow>(rows: readonly Row[]): Generator<readonly Row[]> {
  let start = 0;
  let total = 0;
  for (const [at, { nodes }] of rows.entries()) {
    if (at > start && (at - start === rowsPerRun || total + nodes.length > nodesPerRun)) {
      yield rows.slice(start, at);
      start = at;
      total = 0;
    }
    total += nodes.length;
  }
  if (start < rows.length) yield rows.slice(start);
}
