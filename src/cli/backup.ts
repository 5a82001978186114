import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { withRecords } from '../records.ts';
import { databaseFile } from '../store/open-database.ts';
import { readArguments } from './arguments.ts';

/** A consistent copy, of one moment, with nothing else in the file. */
export async function backup(args: readonly string[]): Promise<number> {
  const { positionals } = readArguments(args, {});
  const [file, config] = [oneFile(positionals), embedded()];
  if (await exists(file)) throw new HoofbeatsError('USAGE', `${file} exists already.`);
  await withRecords(config, ({ db }) => sql`vacuum into ${file}`.execute(db));
  await chmod(file, 0o600);
  console.log(`${file}\nKeep a copy of the keys in another place: without them it cannot be read.`);
  return 0;
}

export async function restore(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { replace: { type: 'boolean', default: false } });
  const [file, { DATA_DIR }] = [oneFile(positionals), embedded()];
  const database = join(DATA_DIR, databaseFile);
  if ((await exists(database)) && !values.replace)
    throw new HoofbeatsError('USAGE', `${database} exists; stop the server, and say --replace to replace it.`);
  if (!(await exists(file))) throw new HoofbeatsError('USAGE', `${file} does not exist.`);
  await mkdir(DATA_DIR, { recursive: true, mode: 0o700 });
  // A write-ahead log of the old database would be played onto the new one.
  for (const old of [database, `${database}-wal`, `${database}-shm`]) await rm(old, { force: true });
  await copyFile(file, database, constants.COPYFILE_EXCL);
  await chmod(database, 0o600);
  console.log(`${database}\nRun \`hoofbeats audit verify\` now, with an anchor if you have noted one.`);
  return 0;
}

function oneFile(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new HoofbeatsError('USAGE', 'Name one file.');
  return file;
}

/** @throws HoofbeatsError USAGE for PostgreSQL, which brings its own tools. */
function embedded(): Config {
  const config = loadConfig(process.env);
  if (config.DATABASE_URL) throw new HoofbeatsError('USAGE', 'PostgreSQL is backed up with pg_dump and pg_restore.');
  return config;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
