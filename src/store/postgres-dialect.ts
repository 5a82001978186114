import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** PostgreSQL's bigint, which `pg` would return as text: our numbers stay far below 2^53. */
const int8 = pg.types.builtins.INT8;

/** Kysely's way to a PostgreSQL, by a pool of connections that are opened when they are needed. */
export function postgresDialect(connectionString: string): Dialect {
  const pool = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // An idle connection that breaks is replaced at its next use; unheard, its error would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}
