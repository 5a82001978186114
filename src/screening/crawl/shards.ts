import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** A place in a row of files: everything before it is whole. */
export interface ShardPlace {
  /** From 0. */
  readonly shard: number;
  /** Bytes. */
  readonly end: number;
}

/** NDJSON files of limited size that are appended to, one after the other. */
export interface Shards {
  /** Appends lines of one patient to one file. @returns the place behind them, when they are on the disk */
  append(lines: readonly string[]): Promise<ShardPlace>;
  close(): Promise<void>;
}

export const shardName = (shard: number) => `patients.${String(shard).padStart(4, '0')}.ndjson`;

/**
 * Goes on at a place; what a process that was killed had written behind it is cut off.
 * @param most bytes of a file, beyond which the next one is begun
 */
export async function openShards(folder: string, { shard, end }: ShardPlace, most: number): Promise<Shards> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let number = shard;
  let size = end;
  let file: FileHandle = await openAt(folder, shard);
  await file.truncate(end);
  let last: Promise<unknown> = Promise.resolve();
  const write = async (lines: readonly string[]) => {
    if (size >= most) {
      await file.close();
      number += 1;
      size = 0;
      file = await openAt(folder, number);
      await file.truncate(0);
    }
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    await file.appendFile(bytes);
    await file.datasync();
    size += bytes.length;
    return { shard: number, end: size };
  };
  return {
    append(lines) {
      const written = last.then(() => write(lines));
      last = written;
      return written;
    },
    async close() {
      await last.catch(() => {});
      await file.close();
    },
  };
}

const openAt = (folder: string, shard: number) => open(join(folder, shardName(shard)), 'a', 0o600);
