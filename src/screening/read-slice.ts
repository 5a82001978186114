import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Slice } from './slices.ts';

const chunkBytes = 1024 * 1024;

/**
 * The bytes of a slice in chunks; each chunk is good until the next one is asked for.
 * @throws Error of the file system or of zlib (a compressed file that is cut short).
 */
export async function* readSlice({ file, start, end }: Slice): AsyncGenerator<Buffer, void> {
  if (file.gzip) {
    const compressed = createReadStream(file.path, { highWaterMark: chunkBytes });
    const plain = createGunzip({ chunkSize: chunkBytes });
    // pipe() forwards no errors, and an unread one would end the process.
    compressed.on('error', (error) => plain.destroy(error)).pipe(plain);
    yield* plain as AsyncIterable<Buffer>;
    return;
  }
  const handle = await open(file.path);
  try {
    const buffer = Buffer.allocUnsafeSlow(chunkBytes);
    for (let at = start; at < end; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(chunkBytes, end - at), at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
