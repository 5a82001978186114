import type { SparseRow } from '../../../features/term-vector.ts';
import { type Mode, noCandidate, type RealWeights } from '../graph/weights.ts';

/** One score per column, by real weights: what the fit is judged by before anything is quantised. */
export function scoreColumns(
  row: SparseRow,
  mode: Mode,
  { start, column, value, channels, prior }: RealWeights,
): Float32Array {
  const scores = Float32Array.from(prior[mode]);
  row.nodes.forEach((node, place) => {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      let sum = 0;
      for (let k = 0; k < channels; k++) sum += row.coefficients[place * channels + k]! * value[at * channels + k]!;
      scores[column[at]!]! += sum;
    }
  });
  return scores;
}

/** One score per diagnosis: that of the column which speaks for it. */
export function choose(columnScores: Float32Array, choice: Int32Array): Float32Array {
  return Float32Array.from(choice, (column) => (column < 0 ? noCandidate : columnScores[column]!));
}
