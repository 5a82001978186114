import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const installed = new Map<string, string>();

/** Folder of a `node` of this version or line, from the npm registry; any user may run it. */
export function nodeOfVersion(version: string): string {
  const known = installed.get(version);
  if (known !== undefined) return known;
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = temporaryFolder();
  chmodSync(prefix, 0o755);
  execFileSync('npm', ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const bin = join(prefix, 'node_modules', name, 'bin');
  installed.set(version, bin);
  return bin;
}
