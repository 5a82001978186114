import type { Database } from './open-database.ts';

/** Those of the ids under which an assessment is kept. */
export async function knownAssessments(ids: readonly string[], db: Database): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('assessment').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}
