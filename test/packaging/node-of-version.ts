import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Installs a `node` of this version or line from the npm registry below a folder; returns the folder that it lies in. */
export function nodeOfVersion(version: string, below: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(below, `node-${version}`);
  const args = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', `${name}@${version}`];
  if (!existsSync(prefix)) execFileSync('npm', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return join(prefix, 'node_modules', name, 'bin');
}
