import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { SparseRow } from '../features/term-vector.ts';
import type { ScoreOptions } from '../inference/inference-port.ts';

/** What a job asks: rows of model input, and nothing that says whose they are. */
export interface ScoreRequest {
  readonly rows: readonly SparseRow[];
  readonly options: ScoreOptions;
}

/** Bits of the flags: rank with knowledge alone; score some diagnoses alone. */
const withoutSupport = 1;
const someDiagnoses = 2;

/**
 * | bytes | what |
 * |---|---|
 * | int32 | flags |
 * | int32 | number of rows R |
 * | int32 | number of diagnoses D that are asked for alone, 0 where the flags do not say so |
 * | D int32 | their places |
 * | R × 2 int32 | numbers of nodes and of coefficients of each row |
 * | int32 each | nodes of all rows |
 * | float32 each | coefficients of all rows |
 *
 * In the byte order of the machine, little-endian on everything that ONNX Runtime supports.
 */
export function encodeRequest({ rows, options }: ScoreRequest): Uint8Array {
  const { diagnoses = [] } = options;
  const head = Int32Array.from([
    (options.withoutSupport ? withoutSupport : 0) | (options.diagnoses ? someDiagnoses : 0),
    rows.length,
    diagnoses.length,
    ...diagnoses,
    ...rows.flatMap(({ nodes, coefficients }) => [nodes.length, coefficients.length]),
  ]);
  return Buffer.concat([
    bytesOf(head),
    ...rows.map(({ nodes }) => bytesOf(nodes)),
    ...rows.map(({ coefficients }) => bytesOf(coefficients)),
  ]);
}

/** @throws HoofbeatsError REQUEST_INVALID when the bytes are not of `encodeRequest`. */
export function decodeRequest(bytes: Uint8Array): ScoreRequest {
  const reader = readerOf(bytes);
  const [flags = 0, count = 0, wanted = 0] = reader.take(Int32Array, 3);
  const diagnoses = reader.take(Int32Array, wanted);
  const sizes = reader.take(Int32Array, 2 * count);
  const nodes = Array.from({ length: count }, (_, row) => reader.take(Int32Array, sizes[2 * row]!));
  const rows = nodes.map((own, row) => ({
    nodes: own,
    coefficients: reader.take(Float32Array, sizes[2 * row + 1]!),
  }));
  if (!reader.atEnd()) throw malformed();
  return {
    rows,
    options: {
      withoutSupport: (flags & withoutSupport) !== 0,
      ...((flags & someDiagnoses) !== 0 && { diagnoses: [...diagnoses] }),
    },
  };
}

export const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function readerOf(bytes: Uint8Array) {
  // A copy begins at a multiple of four, which typed arrays want.
  const { buffer, byteLength } = Uint8Array.from(bytes);
  let at = 0;
  return {
    take<T>(Kind: { new (buffer: ArrayBuffer, offset: number, length: number): T }, length: number): T {
      if (length < 0 || at + 4 * length > byteLength) throw malformed();
      const part = new Kind(buffer, at, length);
      at += 4 * length;
      return part;
    },
    atEnd: () => at === byteLength,
  };
}

const malformed = () => new HoofbeatsError('REQUEST_INVALID', 'A queued request is malformed.');
