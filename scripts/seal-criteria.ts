import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelsDir } from '../src/config/paths.ts';
import { criterionJsonSchema } from '../src/criteria/schema-file.ts';
import { checksumFile, writeChecksums } from '../src/registry/checksums.ts';

/** Writes what of models/guideline-criteria follows from the rest: the JSON Schema, and the checksums of all files. */
const dir = join(modelsDir, 'guideline-criteria');
await writeFile(join(dir, 'schema.json'), `${JSON.stringify(criterionJsonSchema(), null, 1)}\n`);
const names = (await readdir(dir)).filter((name) => name !== checksumFile);
const files = await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name))] as const));
await writeFile(join(dir, checksumFile), writeChecksums(new Map(files)));
console.log(`${names.length} files sealed.`);
