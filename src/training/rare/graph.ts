import type { OnnxGraph, OnnxNode } from '../onnx/model.ts';
import { int64 } from '../onnx/tensor.ts';
import type { Weights } from './weights.ts';

/**
 * The ranking as an ONNX graph. The rows of a batch's nodes have different lengths, so they are laid end to end: entry
 * p of that line belongs to slot(p) = the number of rows that end at or before p, which a cumulative sum of ones at the
 * row ends gives. Only the rows of the nodes at hand are touched, a few thousand numbers a patient.
 *
 * | tensor | shape |
 * |---|---|
 * | `nodes` | int64 [batch, terms], padded with the number of nodes, whose row is empty |
 * | `coefficients` | float32 [batch, terms, channels] |
 * | `scores` | float32 [batch, diagnoses] |
 */
export function rankingGraph(weights: Weights): OnnxGraph {
  const { start, column, code, scale, channels, prior, diagnoses } = weights;
  const nodeCount = start.length - 1;
  const rowStart = Array.from(start);
  const rowLength = rowStart.map((from, node) => (rowStart[node + 1] ?? from) - from);
  const paddedScale = new Float32Array((nodeCount + 1) * channels);
  paddedScale.set(scale);
  const op = (name: string, op: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): OnnxNode => ({
    op,
    inputs,
    outputs: [name],
    ...(attributes ? { attributes } : {}),
  });
  return {
    name: 'rare-disease-ranking',
    inputs: [
      { name: 'nodes', type: 'int64', shape: ['batch', 'terms'] },
      { name: 'coefficients', type: 'float32', shape: ['batch', 'terms', channels] },
    ],
    outputs: [{ name: 'scores', type: 'float32', shape: ['batch', diagnoses] }],
    nodes: [
      op('shape', 'Shape', ['nodes']),
      op('batch', 'Gather', ['shape', 'zeros1']),
      op('terms', 'Gather', ['shape', 'oneScalar']),
      op('outputShape', 'Concat', ['batch', 'diagnoses1'], { axis: 0 }),
      // One slot per node of the batch, patient after patient.
      op('slotNode', 'Reshape', ['nodes', 'flat']),
      op('slotLength', 'Gather', ['rowLength', 'slotNode']),
      op('slotStart', 'Gather', ['rowStart', 'slotNode']),
      op('slotEnd', 'CumSum', ['slotLength', 'axis0']),
      op('slotOffset', 'Sub', ['slotEnd', 'slotLength']),
      op('slotRaw', 'Reshape', ['coefficients', 'perSlot']),
      op('slotScale', 'Gather', ['scale', 'slotNode']),
      op('slotWeight', 'Mul', ['slotRaw', 'slotScale']),
      // The line of entries: which slot each belongs to, and where in the tables it lies.
      op('total', 'ReduceSum', ['slotLength'], { keepdims: 1 }),
      op('marksLength', 'Add', ['total', 'one']),
      op('noMarks', 'Expand', ['zeros1', 'marksLength']),
      op('slots', 'Shape', ['slotNode']),
      op('ones', 'Expand', ['one', 'slots']),
      op('marks', 'ScatterElements', ['noMarks', 'slotEnd', 'ones'], { axis: 0, reduction: 'add' }),
      op('ended', 'CumSum', ['marks', 'axis0']),
      op('slot', 'Slice', ['ended', 'zeros1', 'total']),
      op('totalScalar', 'Squeeze', ['total', 'zeros1']),
      op('position', 'Range', ['zeroScalar', 'totalScalar', 'oneScalar']),
      op('shift', 'Sub', ['slotStart', 'slotOffset']),
      op('entryShift', 'Gather', ['shift', 'slot']),
      op('entry', 'Add', ['position', 'entryShift']),
      // What each entry adds to which score.
      op('entryCode', 'Gather', ['code', 'entry']),
      op('entryValue', 'Cast', ['entryCode'], { to: 1 }),
      op('entryWeight', 'Gather', ['slotWeight', 'slot']),
      op('product', 'Mul', ['entryValue', 'entryWeight']),
      op('contribution', 'ReduceSum', ['product', 'axes1'], { keepdims: 0 }),
      op('entryColumn', 'Gather', ['column', 'entry']),
      op('diagnosis', 'Cast', ['entryColumn'], { to: 7 }),
      op('patient', 'Div', ['slot', 'terms']),
      op('patientOffset', 'Mul', ['patient', 'diagnoses']),
      op('target', 'Add', ['patientOffset', 'diagnosis']),
      op('priors', 'Expand', ['prior', 'outputShape']),
      op('priorsFlat', 'Reshape', ['priors', 'flat']),
      op('scoresFlat', 'ScatterElements', ['priorsFlat', 'target', 'contribution'], { axis: 0, reduction: 'add' }),
      op('scores', 'Reshape', ['scoresFlat', 'outputShape']),
    ],
    constants: new Map([
      ['rowStart', int64(rowStart)],
      ['rowLength', int64(rowLength)],
      ['scale', { data: paddedScale, shape: [nodeCount + 1, channels] }],
      ['column', { data: column, shape: [column.length] }],
      ['code', { data: code, shape: [column.length, channels] }],
      ['prior', { data: prior, shape: [1, diagnoses] }],
      ['diagnoses', int64(diagnoses)],
      ['diagnoses1', int64([diagnoses])],
      ['perSlot', int64([-1, channels])],
      ['flat', int64([-1])],
      ['zeros1', int64([0])],
      ['one', int64([1])],
      ['axes1', int64([1])],
      ['axis0', int64(0)],
      ['zeroScalar', int64(0)],
      ['oneScalar', int64(1)],
    ]),
  };
}
