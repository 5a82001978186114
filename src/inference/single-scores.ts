import type { SparseRow } from '../features/term-vector.ts';
import type { RankingTables } from './ranking-tables.ts';

/** Scores of rows for some diagnoses alone: rows × diagnoses, row by row. */
export type SingleScores = (
  rows: readonly SparseRow[],
  diagnoses: readonly number[],
  withoutSupport: boolean,
) => Float32Array;

/**
 * Scores without the graph. An explanation wants a dozen rows for ten of eleven thousand diagnoses; the graph would give
 * all of them. The sums are those of the graph in another order, in double precision: they differ by its rounding, and
 * their bits depend on nothing but row, mode and diagnosis.
 */
export function singleScores(tables: RankingTables): SingleScores {
  return (rows, diagnoses, withoutSupport) => {
    const mode = withoutSupport ? 0 : 1;
    const columns = diagnoses.map((diagnosis) => tables.choice[mode * tables.diagnoses + diagnosis]!);
    const scores = new Float32Array(rows.length * columns.length);
    rows.forEach((row, place) => {
      for (const [at, column] of columns.entries())
        scores[place * columns.length + at] = scoreOf(row, column, mode, tables);
    });
    return scores;
  };
}

function scoreOf({ nodes, coefficients }: SparseRow, column: number, mode: number, tables: RankingTables): number {
  const { channels, columns, scale, prior, densePlace, dense, denseCode, blockCode, blockLength } = tables;
  let score = prior[mode * (columns + 1) + column]!;
  if (column === columns) return score;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    let code = denseCode;
    let first: number;
    let step: number;
    const place = densePlace[node]!;
    if (place < dense) {
      first = place * channels * (columns + 1) + column;
      step = columns + 1;
    } else {
      const entry = entryOf(node, column, tables);
      if (entry < 0) continue;
      const within = entry % blockLength;
      code = blockCode;
      first = (entry - within) * channels + within;
      step = blockLength;
    }
    for (let k = 0; k < channels; k++)
      score += coefficients[at * channels + k]! * scale[node * channels + k]! * code[first + k * step]!;
  }
  return score;
}

/** Place of a node's entry for a column in the line of all blocks, or −1. */
export function entryOf(
  node: number,
  column: number,
  { firstBlock, blockCount, blockLength, blockColumn }: RankingTables,
): number {
  let low = firstBlock[node]! * blockLength;
  const end = low + blockCount[node]! * blockLength;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blockColumn[middle]! < column) low = middle + 1;
    else high = middle;
  }
  return low < end && blockColumn[low] === column ? low : -1;
}
