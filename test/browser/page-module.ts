import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/config/paths.ts';

/** A module of the page, which is plain JavaScript without declarations, as the caller says that it looks. */
export const pageModule = <Module>(name: string): Promise<Module> =>
  import(/* @vite-ignore */ pathToFileURL(join(projectRoot, 'web', name)).href);
