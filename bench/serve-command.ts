import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';

/** Compiles `src/` to `dist/` where that is older. @throws Error when the project does not build */
export function build(): void {
  const entry = join(projectRoot, 'scripts', 'hoofbeats.mjs');
  const { status } = spawnSync(process.execPath, [entry, '--help'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('the project does not build');
}

/**
 * What Node is told to start a server as `npm start` does, from `dist/`, compiled anew where it is old.
 * @throws Error when the project does not build
 */
export function serveCommand(): readonly string[] {
  build();
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const flags = (scripts.start as string).split(' ').filter((word) => word.startsWith('--'));
  return [...flags, join(projectRoot, 'dist', 'cli.js'), 'serve'];
}
