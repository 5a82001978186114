import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const checksumFile = 'SHA256SUMS';

/** `sha256sum` format: hex digest, two spaces, file name; sorted by name. */
export function writeChecksums(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
    .join('');
}

/** Problems of a package folder against its SHA256SUMS; empty when every file is as published. */
export async function verifyChecksums(dir: string, required: readonly string[]): Promise<readonly string[]> {
  let listing: string;
  try {
    listing = await readFile(join(dir, checksumFile), 'utf8');
  } catch {
    return [`${checksumFile}: cannot be read`];
  }
  const problems: string[] = [];
  const listed = new Set<string>();
  for (const [index, line] of listing.trimEnd().split('\n').entries()) {
    const match = /^([0-9a-f]{64}) {2}([\w.-]+)$/.exec(line);
    if (!match) {
      problems.push(`${checksumFile}:${index + 1}: not "digest  name"`);
      continue;
    }
    const [, digest, name] = match as unknown as [string, string, string];
    listed.add(name);
    const bytes = await readFile(join(dir, name)).catch(() => undefined);
    if (!bytes) problems.push(`${name}: listed but missing`);
    else if (sha256(bytes) !== digest) problems.push(`${name}: differs from its checksum`);
  }
  for (const name of required) if (!listed.has(name)) problems.push(`${name}: not listed in ${checksumFile}`);
  return problems;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
