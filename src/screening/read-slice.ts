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
  // While one buffer is looked at, the next part of the file is read into the other.
  const buffers = [0, 1].map(() => Buffer.allocUnsafeSlow(Math.min(chunkBytes, Math.max(1, end - start))));
  const read = (at: number, place: number) => {
    const reading = handle.read(buffers[place]!, 0, Math.min(chunkBytes, end - at), at);
    // A failure is thrown where the part is awaited, which may be later than it happens.
    reading.catch(() => {});
    return reading;
  };
  let reading = read(start, 0);
  try {
    for (let at = start, place = 0; at < end; place = 1 - place) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      at += bytesRead;
      if (at < end) reading = read(at, 1 - place);
      yield buffers[place]!.subarray(0, bytesRead);
    }
  } finally {
    await reading.catch(() => {});
    await handle.close();
  }
}
