import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputProblem } from './input.ts';

/** A problem with a line, whose number counts from the beginning of its slice; without one it is about the whole slice. */
export type SliceProblem = Omit<InputProblem, 'file'>;

/** What is known of a slice whose lines lie in their buckets. Its index on disk says that the slice is done. */
export interface SpillIndex {
  /** Spill file → where each bucket's part of it begins, and its length at last. */
  readonly parts: readonly { readonly file: string; readonly offsets: readonly number[] }[];
  readonly lines: number;
  readonly problems: readonly SliceProblem[];
}

/** Collects lines by bucket in memory, to be written in one go. */
export interface SpillBuffer {
  readonly bytes: number;
  /** Room for so many bytes in a bucket, to be filled from `at` on before the next room is asked for. */
  room(bucket: number, size: number): { readonly bytes: Buffer; readonly view: DataView; readonly at: number };
  /** Begins to write everything held into a file, bucket by bucket, and is empty again at once. */
  write(path: string): SpillWriting;
}

/** What is on its way to the disk. */
export interface SpillWriting {
  /** Where each bucket's part of the file begins, and its length at last. */
  readonly offsets: readonly number[];
  /** Resolves when the file is whole. Whoever wants the memory of one buffer in flight and no more waits for it. */
  readonly done: Promise<void>;
}

interface Block {
  readonly bytes: Buffer;
  readonly view: DataView;
  /** Where the room given last begins. */
  at: number;
  used: number;
}

function newBlock(size: number): Block {
  const bytes = Buffer.allocUnsafeSlow(size);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0, used: 0 };
}

/** @param buckets how many there are; memory is taken in blocks, at most one of them half empty for each bucket */
export function createSpillBuffer(buckets: number): SpillBuffer {
  const blockBytes = Math.max(4096, Math.min(65_536, Math.floor((16 * 1024 * 1024) / buckets)));
  let blocks: Block[][] = Array.from({ length: buckets }, () => []);
  // Used again after a writing: what is given back to the garbage collector stays in memory for a while.
  const spare: Block[] = [];
  let bytes = 0;

  function blockWith(bucket: number, needed: number): Block {
    const own = blocks[bucket]!;
    const last = own.at(-1);
    if (last && last.bytes.length - last.used >= needed) return last;
    const block = (needed <= blockBytes && spare.pop()) || newBlock(Math.max(blockBytes, needed));
    own.push(block);
    return block;
  }

  return {
    get bytes() {
      return bytes;
    },
    room(bucket, size) {
      const block = blockWith(bucket, size);
      block.at = block.used;
      block.used += size;
      bytes += size;
      return block;
    },
    write(path) {
      const offsets: number[] = [];
      let offset = 0;
      const written = blocks;
      for (const own of written) {
        offsets.push(offset);
        for (const { used } of own) offset += used;
      }
      offsets.push(offset);
      blocks = written.map(() => []);
      bytes = 0;
      const done = writeBlocks(path, written.flat()).then(() => {
        for (const block of written.flat())
          if (block.bytes.length === blockBytes) spare.push({ ...block, at: 0, used: 0 });
      });
      // A failure is thrown where the writing is waited for, which may be later than it happens.
      done.catch(() => {});
      return { offsets, done };
    },
  };
}

async function writeBlocks(path: string, blocks: readonly Block[]): Promise<void> {
  const handle = await open(path, 'w');
  try {
    const pending = blocks.map(({ bytes, used }) => bytes.subarray(0, used));
    // IOV_MAX is 1024.
    for (let at = 0; at < pending.length; at += 1000) await handle.writev(pending.slice(at, at + 1000));
  } finally {
    await handle.close();
  }
}

const indexName = (slice: number) => `${String(slice).padStart(6, '0')}.json`;
export const spillName = (slice: number, part: number) => `${String(slice).padStart(6, '0')}-${part}.spill`;

/** Declares a slice done: the index appears whole or not at all. */
export async function writeSpillIndex(dir: string, slice: number, index: SpillIndex): Promise<void> {
  const path = join(dir, indexName(slice));
  await writeFile(`${path}.new`, JSON.stringify(index));
  await rename(`${path}.new`, path);
}

/** The index of a slice that is done. */
export async function readSpillIndex(dir: string, slice: number): Promise<SpillIndex | undefined> {
  const text = await readFile(join(dir, indexName(slice)), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as SpillIndex);
}
