/**
 * The little of Protocol Buffers that ONNX needs (https://protobuf.dev/programming-guides/encoding/): a message is a
 * list of fields, a field is a number with a varint or with length-delimited bytes.
 */
export type Field = Uint8Array;

const utf8 = new TextEncoder();

/** Base-128 varint; negative numbers take ten bytes, as int64 demands. */
function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

export function integer(field: number, value: number | bigint): Field {
  return concat([varint(field << 3), varint(value)]);
}

export function bytes(field: number, value: Uint8Array): Field {
  return concat([varint((field << 3) | 2), varint(value.length), value]);
}

export function string(field: number, value: string): Field {
  return bytes(field, utf8.encode(value));
}

export function message(field: number, fields: readonly Field[]): Field {
  return bytes(field, concat(fields));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
