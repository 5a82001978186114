import type { TensorData } from '../../registry/onnx-constants.ts';
import type { OnnxNode } from './model.ts';

/** A stretch of a graph: some of its operations, and the constants that they bring along. */
export interface GraphPart {
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, TensorData>;
}

/** An operation with one output, which names it. */
export function op(
  output: string,
  type: string,
  inputs: readonly string[],
  attributes?: OnnxNode['attributes'],
): OnnxNode {
  return { op: type, inputs, outputs: [output], ...(attributes ? { attributes } : {}) };
}
