import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';

const brotli = promisify(brotliCompress);
/** The first of eleven: a tenth of the size for a millisecond of another thread; the eleventh takes a second. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 1 };
/** First byte of what is compressed. JSON begins with none such, and is what records of before the compression are. */
const marker = Buffer.of(1);

/** A value's JSON, compressed with Brotli (RFC 7932). */
export async function compressed(value: unknown): Promise<Buffer> {
  return Buffer.concat([marker, await brotli(JSON.stringify(value), { params })]);
}

/** The value of `compressed`, or of plain JSON. */
export function decompressed(bytes: Buffer): unknown {
  const isCompressed = bytes[0] === marker[0];
  return JSON.parse((isCompressed ? brotliDecompressSync(bytes.subarray(1)) : bytes).toString('utf8'));
}
