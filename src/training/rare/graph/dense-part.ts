import { type GraphPart, op } from '../../onnx/graph-part.ts';
import { int64 } from '../../onnx/tensor.ts';
import { noCandidate, type Weights } from './weights.ts';

/**
 * The nodes whose rows the graph holds in full, ascending: the `count` longest ones. A few general nodes are in nearly
 * every patient and every prototype, and one matrix product is the cheapest way to add up rows without gaps.
 */
export function denseNodes({ start }: Weights, count: number): readonly number[] {
  const length = (node: number) => start[node + 1]! - start[node]!;
  return Array.from({ length: start.length - 1 }, (_, node) => node)
    .sort((a, b) => length(b) - length(a) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}

/**
 * Column scores from the dense nodes and the prior: the patients' coefficients, spread out over
 * [batch, (dense + 1) · channels], times the table. All other nodes go to the last place, whose rows are empty. The
 * table is stored in int8; ONNX Runtime folds its `Cast` when it loads the file.
 *
 * In: `slotNode`, `slotPatient` int64 [slots]; `slotWeight` float32 [slots, channels]; `batch`, `support` int64 [1].
 * Out: `denseScores` float32 [batch, columns + 1], the last column for diagnoses that are no candidates.
 */
export function densePart(weights: Weights, dense: readonly number[]): GraphPart {
  const { start, column, code, channels, columns } = weights;
  const width = columns + 1;
  const places = dense.length + 1;
  const placeOf = Array.from(start, () => dense.length);
  const table = new Int8Array(places * channels * width);
  dense.forEach((node, place) => {
    placeOf[node] = place;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      for (let k = 0; k < channels; k++) table[(place * channels + k) * width + column[at]!] = code[at * channels + k]!;
    }
  });
  const prior = new Float32Array(2 * width).fill(noCandidate);
  for (const [mode, own] of weights.prior.entries()) prior.set(own, mode * width);
  return {
    nodes: [
      op('densePlace', 'Gather', ['densePlaceOf', 'slotNode']),
      op('denseOffset', 'Mul', ['slotPatient', 'densePlaces']),
      op('densePlaceInBatch', 'Add', ['denseOffset', 'densePlace']),
      op('denseTargets', 'Unsqueeze', ['densePlaceInBatch', 'axis1']),
      op('denseSlots', 'Mul', ['batch', 'densePlaces']),
      op('denseShape', 'Concat', ['denseSlots', 'channels'], { axis: 0 }),
      op('denseZeros', 'ConstantOfShape', ['denseShape']),
      op('denseSpread', 'ScatterND', ['denseZeros', 'denseTargets', 'slotWeight'], { reduction: 'add' }),
      op('denseInput', 'Reshape', ['denseSpread', 'densePerPatient']),
      op('denseTable', 'Cast', ['denseCode'], { to: 1 }),
      op('priorOfMode', 'Gather', ['prior', 'support']),
      op('denseScores', 'Gemm', ['denseInput', 'denseTable', 'priorOfMode']),
    ],
    constants: new Map([
      ['densePlaceOf', int64(placeOf)],
      ['densePlaces', int64(places)],
      ['densePerPatient', int64([-1, places * channels])],
      ['denseCode', { data: table, shape: [places * channels, width] }],
      ['prior', { data: prior, shape: [2, width] }],
    ]),
  };
}
