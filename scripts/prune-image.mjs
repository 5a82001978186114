#!/usr/bin/env node
// Deletes from node_modules what the image does not need; the Dockerfile calls it after `npm ci --omit=dev`.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const remove = (...path) => rmSync(join('node_modules', ...path), { recursive: true, force: true });

// ONNX Runtime: the package holds the binaries of every platform; they are most of an installation.
const bin = join('onnxruntime-node', 'bin');
const platform = join(process.platform, process.arch);
const foldersOf = (...path) => readdirSync(join('node_modules', ...path));
for (const abi of foldersOf(bin)) {
  if (!existsSync(join('node_modules', bin, abi, platform)))
    throw new Error(`onnxruntime-node has no binaries for ${platform}`);
  for (const system of foldersOf(bin, abi))
    for (const arch of foldersOf(bin, abi, system)) if (join(system, arch) !== platform) remove(bin, abi, system, arch);
}

// The compiler: npm leaves it, because a dependency names it as an optional peer. Nothing is compiled in the image.
remove('typescript');
remove('@typescript');
remove('.bin', 'tsc');
