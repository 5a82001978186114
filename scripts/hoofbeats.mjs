#!/usr/bin/env node
// Entry of the `hoofbeats` command. In a checkout it compiles src/ first when dist/ is missing or older;
// an installed package or image carries dist/ only. npm's own pre-scripts are off (see .npmrc).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');
const stamp = join(root, 'dist', '.built');

const newest = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

if (existsSync(source) && (!existsSync(stamp) || statSync(stamp).mtimeMs < newest(source))) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // The compiler speaks on stderr, so that `--json` commands keep stdout to themselves.
  const build = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(build.status ?? 1);
  writeFileSync(stamp, '');
}

await import('../dist/cli.js');
