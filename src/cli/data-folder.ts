import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../config/paths.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/**
 * Folder with the publishers' files: the one given, or `shared/data` beside the project.
 * @throws HoofbeatsError USAGE when there is neither.
 */
export function dataFolder(given: string | undefined): string {
  const folder = given ?? join(projectRoot, '..', 'shared', 'data');
  if (!existsSync(folder))
    throw new HoofbeatsError('USAGE', `${given ? folder : '--data DIR'}: the folder with the sources is missing.`);
  return folder;
}
