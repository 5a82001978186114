import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';

/**
 * What Node is told to start a server as `npm start` does, from `dist/`, which is compiled anew when it is older than `src/`.
 * @throws Error when the project does not build
 */
export function serveCommand(): readonly string[] {
  const build = spawnSync(process.execPath, [join(projectRoot, 'scripts', 'hoofbeats.mjs'), '--help'], {
    stdio: 'ignore',
  });
  if (build.status !== 0) throw new Error('the project does not build');
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const flags = (scripts.start as string).split(' ').filter((word) => word.startsWith('--'));
  return [...flags, join(projectRoot, 'dist', 'cli.js'), 'serve'];
}
