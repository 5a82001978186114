import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checksumFile, writeChecksums } from '../registry/checksums.ts';

/** Writes the files of a package one after the other, and their checksums at the end. The same content gives the same bytes. */
export interface PackageWriter {
  json(name: string, document: unknown): Promise<void>;
  /** One JSON document a line. */
  ndjson(name: string, documents: readonly unknown[]): Promise<void>;
  bytes(name: string, content: Uint8Array): Promise<void>;
  /** Adds one JSON document as the last line of a file. */
  append(name: string, document: unknown): Promise<void>;
  /** Writes SHA256SUMS over everything written so far. */
  seal(): Promise<void>;
}

export function packageWriter(dir: string, files = new Map<string, Buffer>()): PackageWriter {
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
    append: (name, document) =>
      write(name, Buffer.concat([files.get(name) ?? Buffer.of(), Buffer.from(`${JSON.stringify(document)}\n`)])),
    seal: () => writeFile(join(dir, checksumFile), writeChecksums(files)),
  };
}

/**
 * A writer that starts from the files of another package.
 * @param names of these files
 */
export async function copyPackage(from: string, to: string, names: readonly string[]): Promise<PackageWriter> {
  const files = new Map<string, Buffer>();
  for (const name of names) files.set(name, await readFile(join(from, name)));
  await mkdir(to, { recursive: true });
  await Promise.all([...files].map(([name, content]) => writeFile(join(to, name), content)));
  return packageWriter(to, files);
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
