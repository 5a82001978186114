/** A constant of an ONNX graph. */
export interface OnnxConstant {
  /** Row-major. */
  readonly data: Float32Array | Int8Array | Uint16Array | Int32Array | BigInt64Array;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
}

/** By TensorProto.DataType (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
const arrays = { 1: Float32Array, 3: Int8Array, 4: Uint16Array, 6: Int32Array, 7: BigInt64Array } as const;

/**
 * Reads the constants back out of an ONNX file of our own making, so that a scorer or an explanation can use the graph's
 * own numbers.
 * @throws RangeError when the file is not one of our own.
 */
export function readOnnxConstants(model: Uint8Array): ReadonlyMap<string, OnnxConstant> {
  const constants = new Map<string, OnnxConstant>();
  // ModelProto.graph = 7, GraphProto.initializer = 5.
  for (const graph of fieldsOf(model, 7)) for (const tensor of fieldsOf(graph, 5)) readTensor(tensor, constants);
  return constants;
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
function readTensor(tensor: Uint8Array, into: Map<string, OnnxConstant>): void {
  const shape: number[] = [];
  let [type, name, raw] = [0, '', new Uint8Array()];
  for (const { field, value } of fields(tensor)) {
    if (typeof value === 'number') {
      if (field === 1) shape.push(value);
      if (field === 2) type = value;
    } else if (field === 8) name = new TextDecoder().decode(value);
    else if (field === 9) raw = Uint8Array.from(value);
  }
  const Elements = arrays[type as keyof typeof arrays];
  if (!Elements) throw new RangeError(`${name}: tensor type ${type} is not read here`);
  into.set(name, { data: new Elements(raw.buffer), shape });
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
