#!/usr/bin/env node
// Compiles src/ to dist/. Node reads, links and compiles file by file, which of 1,300 files takes a third of a second and more at
// every start; so what is loaded together becomes one file, our own modules and those of libraries of very many.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The other libraries are read from node_modules: they load binaries, or files of their own, or are small. */
const bundled = ['@opentelemetry/api', 'jose', 'kysely', 'zod'];

const { metafile } = await build({
  absWorkingDir: root,
  // The command, and every module that a thread runs (src/threads/open-thread.ts).
  entryPoints: [
    'src/cli.ts',
    'src/cli/screen-thread.ts',
    'src/cds-hooks/preparation/thread.ts',
    'src/training/common/jobs/job-thread.ts',
  ],
  outbase: 'src',
  outdir: dist,
  // A folder below dist/, as every room is one below src/: modules find data and threads by their own address.
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
  sourcemap: true,
  sourcesContent: false,
  metafile: true,
});

// Not before: a server that runs from here may still load a part of itself.
const built = new Set(Object.keys(metafile.outputs));
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !built.has(relative(root, path))) rmSync(path);
}
