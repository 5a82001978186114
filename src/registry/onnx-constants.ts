/** TensorProto.DataType of what our graphs hold. */
export const tensorTypes = { float32: 1, int8: 3, uint16: 4, int32: 6, int64: 7 } as const;

export type TypedData = Float32Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;

export interface TensorData {
  /** Row-major; the element type says the tensor's. */
  readonly data: TypedData;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
}

const arrays = {
  [tensorTypes.float32]: Float32Array,
  [tensorTypes.int8]: Int8Array,
  [tensorTypes.uint16]: Uint16Array,
  [tensorTypes.int32]: Int32Array,
  [tensorTypes.int64]: BigInt64Array,
} as const;

/**
 * Reads the constants back out of an ONNX file of our own making, so that another scorer can use the same tables
 * (https://protobuf.dev/programming-guides/encoding/).
 * @throws RangeError when the file is not one of our own.
 */
export function readConstants(model: Uint8Array): ReadonlyMap<string, TensorData> {
  const tensors = new Map<string, TensorData>();
  for (const graph of fieldsOf(model, 7)) for (const tensor of fieldsOf(graph, 5)) readTensor(tensor, tensors);
  return tensors;
}

function readTensor(tensor: Uint8Array, into: Map<string, TensorData>): void {
  const shape: number[] = [];
  let [type, name] = [0, ''];
  let raw: Uint8Array = new Uint8Array();
  for (const { field, value } of fields(tensor)) {
    if (typeof value === 'number') {
      if (field === 1) shape.push(value);
      if (field === 2) type = value;
    } else if (field === 8) name = new TextDecoder().decode(value);
    else if (field === 9) raw = value;
  }
  const Elements = arrays[type as keyof typeof arrays];
  if (!Elements) throw new RangeError(`${name}: tensor type ${type} is not read here`);
  // Bytes are shared with the file; wider numbers must begin where typed arrays want to begin.
  const { buffer, byteOffset, byteLength } = Elements.BYTES_PER_ELEMENT === 1 ? raw : Uint8Array.from(raw);
  into.set(name, {
    data: new Elements(buffer as ArrayBuffer, byteOffset, byteLength / Elements.BYTES_PER_ELEMENT),
    shape,
  });
}

/** The length-delimited values of one field of a message. */
function* fieldsOf(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  for (const { field, value } of fields(message)) if (field === wanted && typeof value !== 'number') yield value;
}

function* fields(message: Uint8Array): Generator<{ field: number; value: number | Uint8Array }> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('the message ends inside a number');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const value = varint();
    const field = Math.floor(key / 8);
    // Wire type 2 is length-delimited; our writer uses no other than it and varints.
    if (key % 8 === 2) {
      yield { field, value: message.subarray(at, at + value) };
      at += value;
    } else yield { field, value };
  }
}
