import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/paths.ts';

const program = process.env.HELM_PATH ?? 'helm';

export const chartDir = join(projectRoot, 'helm', 'hoofbeats');

/** Runs Helm; it asks no cluster for anything that is done here. */
export const helm = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

/** Whether there is a Helm: on the PATH, or at HELM_PATH. */
export const hasHelm = helm('version').status === 0;
