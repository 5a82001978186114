import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksumFile, writeChecksums } from '../../registry/checksums.ts';

/** Writes the files of a package one after the other, and their checksums at the end. The same content gives the same bytes. */
export interface PackageWriter {
  json(name: string, document: unknown): Promise<void>;
  /** One JSON document a line. */
  ndjson(name: string, documents: readonly unknown[]): Promise<void>;
  bytes(name: string, content: Uint8Array): Promise<void>;
  /** Writes SHA256SUMS over everything written so far. */
  seal(): Promise<void>;
}

export function packageWriter(dir: string): PackageWriter {
  const files = new Map<string, Buffer>();
  const write = async (name: string, content: Buffer) => {
    files.set(name, content);
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, name), content);
  };
  return {
    // Columns of numbers on one line each: readable in a diff, and a third of the size of an indented list.
    json: (name, document) => write(name, Buffer.from(`${shallowJson(document)}\n`)),
    ndjson: (name, documents) =>
      write(name, Buffer.from(documents.map((item) => `${JSON.stringify(item)}\n`).join(''))),
    bytes: (name, content) => write(name, Buffer.from(content)),
    seal: () => writeFile(join(dir, checksumFile), writeChecksums(files)),
  };
}

/** JSON with one top-level member a line, and long lists of objects one object a line. */
function shallowJson(document: unknown): string {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return JSON.stringify(document);
  const members = Object.entries(document).map(([key, value]) => `  ${JSON.stringify(key)}: ${member(value)}`);
  return `{\n${members.join(',\n')}\n}`;
}

function member(value: unknown): string {
  const objects = Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && !Array.isArray(value[0]);
  if (!objects) return JSON.stringify(value);
  return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}
