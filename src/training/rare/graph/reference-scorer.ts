import type { SparseRow } from '../../../features/term-vector.ts';
import { type Mode, noCandidate, type Weights } from './weights.ts';

/** Scores of one row, a number per diagnosis, in plain loops: the oracle that the ONNX graph is tested against. */
export function scoreRow(row: SparseRow, weights: Weights, mode: Mode): Float64Array {
  const { start, column, code, scale, channels, prior, choice } = weights;
  const columnScores = Float64Array.from(prior[mode]);
  row.nodes.forEach((node, place) => {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      let sum = 0;
      for (let k = 0; k < channels; k++) {
        sum += row.coefficients[place * channels + k]! * scale[node * channels + k]! * code[at * channels + k]!;
      }
      columnScores[column[at]!]! += sum;
    }
  });
  return Float64Array.from(choice[mode], (chosen) => columnScores[chosen] ?? noCandidate);
}
