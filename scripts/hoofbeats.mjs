#!/usr/bin/env node
// Entry of the `hoofbeats` command. In a checkout it compiles src/ first when dist/ is missing or older;
// an installed package or image carries dist/ only. npm's own pre-scripts are off (see .npmrc).
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');
const stamp = join(root, 'dist', '.built');

const changed = (path) => statSync(path).mtimeMs;
const newest = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, changed(join(entry.parentPath, entry.name))), 0);
// Some libraries are compiled into dist/.
const isOld = () => changed(stamp) < Math.max(newest(source), changed(join(root, 'package-lock.json')));

if (existsSync(source) && (!existsSync(stamp) || isOld())) {
  // The compiler speaks on stderr, so that `--json` commands keep stdout to themselves.
  const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(build.status ?? 1);
  writeFileSync(stamp, '');
}

await import('../dist/cli.js');
