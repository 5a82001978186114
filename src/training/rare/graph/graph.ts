import { op } from '../../onnx/graph-part.ts';
import type { OnnxGraph } from '../../onnx/model.ts';
import { int64 } from '../../onnx/tensor.ts';
import { denseNodes, densePart } from './dense-part.ts';
import { raggedPart } from './ragged-part.ts';
import type { Weights } from './weights.ts';

export interface GraphOptions {
  /**
   * Nodes whose rows are held in full. The 128 longest rows hold nine tenths of what a published case touches; with
   * more of them a single patient waits longer for the table to be read, with fewer a batch for its ragged rows.
   */
  readonly dense?: number;
}

/**
 * The ranking as an ONNX graph.
 *
 * | tensor | shape |
 * |---|---|
 * | `nodes` | int64 [batch, terms], padded with the number of nodes, whose row is empty |
 * | `coefficients` | float32 [batch, terms, channels] |
 * | `support` | int64 [1]: 0 knowledge alone, 1 with support cases |
 * | `scores` | float32 [batch, diagnoses] |
 */
export function rankingGraph(weights: Weights, { dense: count = 128 }: GraphOptions = {}): OnnxGraph {
  const { start, scale, columns, channels, choice } = weights;
  const diagnoses = choice[0].length;
  const dense = denseNodes(weights, count);
  const parts = [densePart(weights, dense), raggedPart(weights, dense)];
  const paddedScale = new Float32Array(start.length * channels);
  paddedScale.set(scale);
  const chosen = choice.flatMap((mode) => Array.from(mode, (column) => BigInt(column < 0 ? columns : column)));
  return {
    name: 'rare-disease-ranking',
    inputs: [
      { name: 'nodes', type: 'int64', shape: ['batch', 'terms'] },
      { name: 'coefficients', type: 'float32', shape: ['batch', 'terms', channels] },
      { name: 'support', type: 'int64', shape: [1] },
    ],
    outputs: [{ name: 'scores', type: 'float32', shape: ['batch', diagnoses] }],
    nodes: [
      op('shape', 'Shape', ['nodes']),
      op('batch', 'Gather', ['shape', 'zeros1']),
      op('batchScalar', 'Gather', ['shape', 'zeroScalar']),
      // One slot per node of the batch, patient after patient.
      op('patients', 'Range', ['zeroScalar', 'batchScalar', 'oneScalar']),
      op('patientColumn', 'Unsqueeze', ['patients', 'axis1']),
      op('slotPatients', 'Expand', ['patientColumn', 'shape']),
      op('slotPatient', 'Reshape', ['slotPatients', 'flat']),
      op('slotNode', 'Reshape', ['nodes', 'flat']),
      op('slotCoefficient', 'Reshape', ['coefficients', 'perSlot']),
      op('slotScale', 'Gather', ['scale', 'slotNode']),
      op('slotWeight', 'Mul', ['slotCoefficient', 'slotScale']),
      ...parts.flatMap(({ nodes }) => nodes),
      // Each diagnosis speaks through the column that the mode gives it. GatherElements, which wants the columns for
      // every patient, is several times faster than Gather on single numbers.
      op('chosen', 'Gather', ['choice', 'support']),
      op('outputShape', 'Concat', ['batch', 'diagnoses'], { axis: 0 }),
      op('chosenPerPatient', 'Expand', ['chosen', 'outputShape']),
      op('scores', 'GatherElements', ['columnScores', 'chosenPerPatient'], { axis: 1 }),
    ],
    constants: new Map([
      ...parts.flatMap(({ constants }) => [...constants]),
      ['scale', { data: paddedScale, shape: [start.length, channels] }],
      ['choice', { data: BigInt64Array.from(chosen), shape: [2, diagnoses] }],
      ['channels', int64([channels])],
      ['diagnoses', int64([diagnoses])],
      ['perSlot', int64([-1, channels])],
      ['flat', int64([-1])],
      ['zeros1', int64([0])],
      ['one', int64([1])],
      ['axis0', int64(0)],
      ['axis1', int64([1])],
      ['zeroScalar', int64(0)],
      ['oneScalar', int64(1)],
    ]),
  };
}
