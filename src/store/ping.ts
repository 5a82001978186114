import type { Database } from './open-database.ts';

/** Reads one row, for a database that has gone says so only when it is used. Rejects when it cannot. */
export const ping = (db: Database): Promise<unknown> =>
  db.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow();
