import { resolve } from 'node:path';
import { readNdjsonFolder } from './ndjson-folder.ts';
import type { ScreeningSource } from './source.ts';

/** A folder of FHIR NDJSON; it is read anew by every run. */
export function folderSource(folder: string): ScreeningSource {
  const dir = resolve(folder);
  return { description: `NDJSON folder ${dir}`, incremental: false, fetch: () => readNdjsonFolder(dir) };
}
