import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dialect, Kysely, Migrator } from 'kysely';
import type { Config } from '../config/schema.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { libsqlDialect } from './libsql-dialect.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

type Place = Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>;

/** Name of the embedded database under DATA_DIR. */
export const databaseFile = 'hoofbeats.db';

/**
 * Opens PostgreSQL when DATABASE_URL is set, otherwise the embedded database under DATA_DIR, and brings its schema up to
 * date. Processes that start together wait for one another.
 * @throws HoofbeatsError STORE_UNAVAILABLE when it cannot be opened, or was made by a later version of the program.
 */
export async function openDatabase(config: Place): Promise<Database> {
  return (await openUpToDate(config)).db;
}

/**
 * Brings the schema up to date, as every start does, and closes the database again.
 * @returns the names of the migrations that it lacked
 * @throws HoofbeatsError STORE_UNAVAILABLE as `openDatabase` does.
 */
export async function migrateDatabase(config: Place): Promise<readonly string[]> {
  const { db, applied } = await openUpToDate(config);
  await db.destroy();
  return applied;
}

async function openUpToDate(config: Place): Promise<{ readonly db: Database; readonly applied: readonly string[] }> {
  let db: Database | undefined;
  try {
    db = new Kysely<Tables>({ dialect: await dialectOf(config) });
    return { db, applied: await migrate(db) };
  } catch (cause) {
    await db?.destroy();
    const where = config.DATABASE_URL ? 'The database of DATABASE_URL' : `The database in ${config.DATA_DIR}`;
    throw new HoofbeatsError('STORE_UNAVAILABLE', `${where} cannot be opened.`, { cause });
  }
}

async function dialectOf({ DATABASE_URL, DATA_DIR }: Place): Promise<Dialect> {
  // Loaded here: the driver takes a twentieth of a second, and most installations need none.
  if (DATABASE_URL) return (await import('./postgres-dialect.ts')).postgresDialect(DATABASE_URL);
  await mkdir(DATA_DIR, { recursive: true, mode: 0o700 });
  const file = join(DATA_DIR, databaseFile);
  // Made before SQLite can: its log and index files take over the mode.
  await (await open(file, 'a', 0o600)).close();
  return libsqlDialect(file);
}

async function migrate(db: Database): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw error;
  return results.map(({ migrationName }) => migrationName);
}
