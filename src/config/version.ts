import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.ts';

/** Version of the code, recorded with every result. */
export const codeVersion: string = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;
