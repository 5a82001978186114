import { type GraphPart, op } from '../../onnx/graph-part.ts';
import { int64 } from '../../onnx/tensor.ts';
import { blockLength, layBlocks } from './row-blocks.ts';
import type { Weights } from './weights.ts';

/**
 * Adds the rows of the nodes that are not dense to the column scores. The rows at hand have different lengths, so their
 * blocks are laid end to end: block p of that line belongs to slot(p) = the number of rows that end at or before p,
 * which a cumulative sum of ones at the row ends gives. Only the rows at hand are touched, some ten thousand entries a
 * patient; they are copied as bytes and become real numbers after that.
 *
 * In: `slotNode`, `slotPatient` int64 [slots]; `slotWeight` float32 [slots, channels]; `denseScores` [batch, columns + 1].
 * Out: `columnScores`, of the shape of `denseScores`.
 */
export function raggedPart(weights: Weights, dense: readonly number[]): GraphPart {
  const { channels, columns } = weights;
  const { first, count, column, code } = layBlocks(weights, new Set(dense));
  const blocks = column.length / blockLength;
  return {
    nodes: [
      op('slotFirst', 'Gather', ['firstBlock', 'slotNode']),
      op('slotCount', 'Gather', ['blockCount', 'slotNode']),
      op('slotEnd', 'CumSum', ['slotCount', 'axis0']),
      op('slotOffset', 'Sub', ['slotEnd', 'slotCount']),
      op('slotShift', 'Sub', ['slotFirst', 'slotOffset']),
      op('slotBase', 'Mul', ['slotPatient', 'width']),
      op('slotBase32', 'Cast', ['slotBase'], { to: 6 }),
      // The line of blocks: which slot each belongs to, and where in the tables it lies.
      op('total', 'ReduceSum', ['slotCount'], { keepdims: 1 }),
      op('marksLength', 'Add', ['total', 'one']),
      op('noMarks', 'Expand', ['zeros1', 'marksLength']),
      op('slots', 'Shape', ['slotNode']),
      op('ones', 'Expand', ['one', 'slots']),
      op('marks', 'ScatterElements', ['noMarks', 'slotEnd', 'ones'], { axis: 0, reduction: 'add' }),
      op('ended', 'CumSum', ['marks', 'axis0']),
      op('slot', 'Slice', ['ended', 'zeros1', 'total']),
      op('totalScalar', 'Squeeze', ['total', 'zeros1']),
      op('position', 'Range', ['zeroScalar', 'totalScalar', 'oneScalar']),
      op('shift', 'Gather', ['slotShift', 'slot']),
      op('block', 'Add', ['position', 'shift']),
      // What each entry adds: [blocks, 1, channels] × [blocks, channels, blockLength].
      op('weight', 'Gather', ['slotWeight', 'slot']),
      op('weightRow', 'Unsqueeze', ['weight', 'axis1']),
      op('blockCode', 'Gather', ['code', 'block']),
      op('blockValue', 'Cast', ['blockCode'], { to: 1 }),
      op('contribution', 'MatMul', ['weightRow', 'blockValue']),
      op('contributions', 'Reshape', ['contribution', 'flat']),
      // To which score: a place in the line of the batch's column scores, in int32 because these are many.
      op('base', 'Gather', ['slotBase32', 'slot']),
      op('baseColumn', 'Unsqueeze', ['base', 'axis1']),
      op('blockColumn', 'Gather', ['column', 'block']),
      op('blockColumn32', 'Cast', ['blockColumn'], { to: 6 }),
      op('target', 'Add', ['baseColumn', 'blockColumn32']),
      op('targets', 'Reshape', ['target', 'flat']),
      op('denseLine', 'Reshape', ['denseScores', 'flat']),
      op('scoreLine', 'ScatterElements', ['denseLine', 'targets', 'contributions'], { axis: 0, reduction: 'add' }),
      op('columnScores', 'Reshape', ['scoreLine', 'perPatient']),
    ],
    constants: new Map([
      // The padding node has no blocks.
      ['firstBlock', int64([...first, 0])],
      ['blockCount', int64([...count, 0])],
      ['column', { data: column, shape: [blocks, blockLength] }],
      ['code', { data: code, shape: [blocks, channels, blockLength] }],
      ['width', int64(columns + 1)],
      ['perPatient', int64([-1, columns + 1])],
    ]),
  };
}
