import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { FetchedInput, SourceFile } from './input.ts';

const ndjson = /\.ndjson(\.gz)?$/;

/** @throws HoofbeatsError USAGE when the folder cannot be read or holds no NDJSON. */
export async function readNdjsonFolder(dir: string): Promise<FetchedInput> {
  const names = await readdir(dir).catch((cause) => {
    throw new HoofbeatsError('USAGE', `The folder ${dir} cannot be read.`, { cause });
  });
  const files = names
    .filter((name) => ndjson.test(name))
    .sort()
    .map((name): SourceFile => ({ path: join(dir, name), gzip: name.endsWith('.gz'), name }));
  if (files.length === 0) throw new HoofbeatsError('USAGE', `The folder ${dir} holds no .ndjson or .ndjson.gz file.`);
  return { files, deleted: [], problems: [] };
}
