import { closeSync, openSync, readSync } from 'node:fs';
import { createFormReader } from './lines/form-file.ts';
import type { BucketPart } from './patient-lines.ts';

/** Where lines of a bucket lie: a piece of a spill file. */
export interface BucketSegment {
  readonly path: string;
  /** File of the forms that its lines refer to. */
  readonly forms: string;
  readonly from: number;
  readonly to: number;
  readonly slice: number;
  readonly generation: number;
}

/** Reads the parts of a bucket. Their bytes are good until the next bucket is read. */
export type PartReader = (segments: readonly BucketSegment[]) => Promise<readonly BucketPart[]>;

export function createPartReader(): PartReader {
  const readForms = createFormReader();
  // One for all buckets: memory that is taken anew for each has the garbage collector go through everything again and again.
  let room = Buffer.alloc(0);

  return async (segments) => {
    const size = segments.reduce((sum, { from, to }) => sum + to - from, 0);
    if (size > room.length) room = Buffer.allocUnsafeSlow(Math.ceil(size * 1.25));
    const parts: BucketPart[] = [];
    let at = 0;
    for (const { path, forms, from, to, slice, generation } of segments) {
      const bytes = room.subarray(at, at + to - from);
      readInto(bytes, path, from);
      parts.push({ slice, generation, bytes, forms: await readForms(forms) });
      at += bytes.length;
    }
    return parts;
  };
}

/** A thread has nothing else to do meanwhile, and a hundred promises for each bucket take longer than the reading. */
function readInto(bytes: Buffer, path: string, from: number): void {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < bytes.length; ) {
      const count = readSync(file, bytes, at, bytes.length - at, from + at);
      if (count === 0) throw new Error(`${path} is shorter than its index says`);
      at += count;
    }
  } finally {
    closeSync(file);
  }
}
