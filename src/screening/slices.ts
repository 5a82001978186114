import { type FileHandle, open } from 'node:fs/promises';
import type { SourceFile } from './input.ts';

/** What one task reads: a part of a plain file that begins and ends at a line, or a whole compressed one. */
export interface Slice {
  /** Place in the plan; names the slice in the work folder. */
  readonly number: number;
  readonly file: SourceFile;
  /** Bytes of the file, `end` excluded. */
  readonly start: number;
  readonly end: number;
  /** Which fetch the file came with; a later one brings newer versions of resources. */
  readonly generation: number;
}

/** A file and the fetch it came with. */
export interface PlannedFile {
  readonly file: SourceFile;
  readonly generation: number;
}

/** Cuts files into slices of some `bytesEach`, in the order given. The same files give the same slices. */
export async function planSlices(files: readonly PlannedFile[], bytesEach: number): Promise<readonly Slice[]> {
  const slices: Slice[] = [];
  for (const { file, generation } of files) {
    const handle = await open(file.path);
    try {
      const { size } = await handle.stat();
      let start = 0;
      while (start < size) {
        const end = file.gzip ? size : await nextLine(handle, start + bytesEach, size);
        slices.push({ number: slices.length, file, start, end, generation });
        start = end;
      }
    } finally {
      await handle.close();
    }
  }
  return slices;
}

/** Where the first line begins that starts at or after `from`. */
async function nextLine(handle: FileHandle, from: number, size: number): Promise<number> {
  const buffer = Buffer.alloc(65_536);
  // One byte before: a line may begin exactly at `from`.
  for (let at = from - 1; at < size; at += buffer.length) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    const feed = buffer.subarray(0, bytesRead).indexOf(10);
    if (feed >= 0) return at + feed + 1;
  }
  return size;
}
