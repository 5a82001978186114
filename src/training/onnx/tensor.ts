import { type TensorData, type TypedData, tensorTypes } from '../../registry/onnx-constants.ts';
import { bytes, type Field, integer, string } from './protobuf.ts';

function dataType(data: TypedData): number {
  if (data instanceof Float32Array) return tensorTypes.float32;
  if (data instanceof Int8Array) return tensorTypes.int8;
  if (data instanceof Uint16Array) return tensorTypes.uint16;
  if (data instanceof Int32Array) return tensorTypes.int32;
  return tensorTypes.int64;
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9 (little-endian, as are all machines that Node 20 runs on). */
export function tensorFields(name: string, { data, shape }: TensorData): readonly Field[] {
  const length = shape.reduce((product, dim) => product * dim, 1);
  if (length !== data.length) throw new RangeError(`${name}: ${data.length} elements for shape [${shape.join(', ')}]`);
  return [
    ...shape.map((dim) => integer(1, dim)),
    integer(2, dataType(data)),
    string(8, name),
    bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

/** Whole numbers as an int64 tensor: a vector, or a scalar when one number is given instead of a list. */
export function int64(value: number | readonly number[]): TensorData {
  if (typeof value === 'number') return { data: BigInt64Array.of(BigInt(value)), shape: [] };
  return { data: BigInt64Array.from(value, BigInt), shape: [value.length] };
}
