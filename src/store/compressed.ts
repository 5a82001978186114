import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/**
 * The first of eleven: a tenth of the size for a third of a millisecond, as much as it would take to have another thread do it;
 * the eleventh takes a second. The window holds a usual record, and no memory has to be cleared for a larger one.
 */
const params = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 17 };
/** First byte of what is compressed. JSON begins with none such, and is what records of before the compression are. */
const marker = Buffer.of(1);

/** Where texts become bytes: memory that is used again and again is at hand, and a usual record fits. */
const scratch = Buffer.allocUnsafeSlow(1024 * 1024);
/** Of a UTF-16 code unit in UTF-8. */
const mostBytes = 3;

/** JSON, compressed with Brotli (RFC 7932). In pieces, because to join them would be to copy every one of them twice. */
export const compressed = (...json: readonly string[]): Buffer =>
  Buffer.concat([marker, brotliCompressSync(inUtf8(json), { params })]);

/** Good until the next call. */
function inUtf8(texts: readonly string[]): Buffer {
  const most = mostBytes * texts.reduce((sum, { length }) => sum + length, 0);
  const bytes = most <= scratch.length ? scratch : Buffer.allocUnsafe(most);
  let end = 0;
  for (const text of texts) end += bytes.write(text, end);
  return bytes.subarray(0, end);
}

/** The value of what `compressed` made of its JSON, or of plain JSON. */
export function decompressed(bytes: Buffer): unknown {
  const isCompressed = bytes[0] === marker[0];
  return JSON.parse((isCompressed ? brotliDecompressSync(bytes.subarray(1)) : bytes).toString('utf8'));
}
