import { join } from 'node:path';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { listModelPackages } from '../registry/list.ts';
import { verifyModelPackage } from '../registry/verify.ts';
import { readArguments } from './arguments.ts';

const options = { json: { type: 'boolean', default: false } } as const;

export async function list(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, options);
  const packages = await listModelPackages(loadConfig(process.env).MODELS_DIR);
  if (values.json) {
    console.log(JSON.stringify({ packages }));
    return 0;
  }
  if (packages.length === 0) console.log('No model packages.');
  for (const found of packages) {
    console.log(
      'manifest' in found
        ? `${found.family}  ${found.manifest.version}  ${found.manifest.title}`
        : `${found.family}  unreadable: ${found.problem}`,
    );
  }
  return 0;
}

export async function verify(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const { MODELS_DIR } = loadConfig(process.env);
  const installed = (await listModelPackages(MODELS_DIR)).map(({ family }) => family);
  const unknown = positionals.filter((family) => !installed.includes(family));
  if (unknown.length > 0) throw new HoofbeatsError('USAGE', `Not installed: ${unknown.join(', ')}.`);
  const families = positionals.length > 0 ? positionals : installed;
  const packages = await Promise.all(
    families.map(async (family) => ({ family, ...(await verifyModelPackage(join(MODELS_DIR, family))) })),
  );
  const ok = packages.every((found) => found.ok);
  if (values.json) console.log(JSON.stringify({ ok, packages }));
  else
    for (const found of packages)
      console.log(`${found.family}: ${found.ok ? 'ok' : `\n  ${found.problems.join('\n  ')}`}`);
  return ok ? 0 : 1;
}
