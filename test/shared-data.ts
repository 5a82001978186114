import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';

/** Folder of the publishers' files, which are not part of the project; tests that need it are skipped where it is not. */
export const sharedData = process.env.HOOFBEATS_DATA ?? join(projectRoot, '..', 'shared', 'data');
export const hasSharedData = existsSync(join(sharedData, 'hpo', 'hp.json.gz'));
