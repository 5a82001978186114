import type { SparseRow } from '../../features/term-vector.ts';
import type { Weights } from './weights.ts';

/** Scores of one row, in plain loops: the oracle that the ONNX graph is tested against. */
export function scoreRow(row: SparseRow, weights: Weights): Float64Array {
  const { start, column, code, scale, channels, prior } = weights;
  const scores = Float64Array.from(prior);
  row.nodes.forEach((node, place) => {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      let sum = 0;
      for (let k = 0; k < channels; k++) {
        sum += row.coefficients[place * channels + k]! * scale[node * channels + k]! * code[at * channels + k]!;
      }
      scores[column[at]!]! += sum;
    }
  });
  return scores;
}
