import { type TensorData, tensorTypes } from '../../registry/onnx-constants.ts';
import { concat, type Field, integer, message, string } from './protobuf.ts';
import { tensorFields } from './tensor.ts';

/** https://github.com/onnx/onnx/blob/main/onnx/onnx.proto: field numbers stand beside the fields below. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integer attributes and integer-list attributes, strings (e.g. `reduction`). */
  readonly attributes?: Readonly<Record<string, number | readonly number[] | string>>;
}

/** A graph input or output; a string is a dynamic dimension's name. */
export interface OnnxValue {
  readonly name: string;
  readonly type: keyof typeof tensorTypes;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  /** Initializers by name. */
  readonly constants: ReadonlyMap<string, TensorData>;
}

export interface OnnxOptions {
  readonly opset: number;
  readonly producer: string;
  readonly version: string;
}

/** IR version 8 goes with opset 18 (onnx/docs/Versioning.md). */
const irVersion = 8;

/** Serialises a graph as an ONNX ModelProto. The same graph gives the same bytes. */
export function writeOnnx(graph: OnnxGraph, { opset, producer, version }: OnnxOptions): Uint8Array {
  return concat([
    integer(1, irVersion), // ir_version
    string(2, producer), // producer_name
    string(3, version), // producer_version
    message(7, graphFields(graph)), // graph
    message(8, [string(1, ''), integer(2, opset)]), // opset_import: domain, version
  ]);
}

function graphFields(graph: OnnxGraph): readonly Field[] {
  return [
    ...graph.nodes.map((node) => message(1, nodeFields(node))),
    string(2, graph.name),
    ...[...graph.constants].map(([name, tensor]) => message(5, tensorFields(name, tensor))),
    ...graph.inputs.map((value) => message(11, valueFields(value))),
    ...graph.outputs.map((value) => message(12, valueFields(value))),
  ];
}

function nodeFields({ op, inputs, outputs, attributes = {} }: OnnxNode): readonly Field[] {
  return [
    ...inputs.map((name) => string(1, name)),
    ...outputs.map((name) => string(2, name)),
    string(3, outputs[0] ?? op), // name
    string(4, op), // op_type
    ...Object.entries(attributes).map(([name, value]) => message(5, attributeFields(name, value))),
  ];
}

/** AttributeProto: i = 3, s = 4, ints = 8, type = 20 (INT 2, STRING 3, INTS 7). */
function attributeFields(name: string, value: number | readonly number[] | string): readonly Field[] {
  if (typeof value === 'number') return [string(1, name), integer(3, value), integer(20, 2)];
  if (typeof value === 'string') return [string(1, name), string(4, value), integer(20, 3)];
  return [string(1, name), ...value.map((item) => integer(8, item)), integer(20, 7)];
}

/** ValueInfoProto → TypeProto.tensor_type → elem_type and shape of dim_value | dim_param. */
function valueFields({ name, type, shape }: OnnxValue): readonly Field[] {
  const dimensions = shape.map((dim) => message(1, [typeof dim === 'number' ? integer(1, dim) : string(2, dim)]));
  return [string(1, name), message(2, [message(1, [integer(1, tensorTypes[type]), message(2, dimensions)])])];
}
