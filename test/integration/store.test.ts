import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../src/store/open-database.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { storeSuite } from './store-suite.ts';
import { subscriptionStoreSuite } from './subscription-store-suite.ts';

const embedded = async () => ({ DATA_DIR: temporaryFolder(), DATABASE_URL: undefined });
storeSuite('libsql', embedded);
subscriptionStoreSuite('libsql', embedded);

describe.skipIf(!hasPostgres)('with PostgreSQL (Debian’s binaries, or TEST_DATABASE_URL)', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 120_000);
  afterAll(() => postgres.stop());
  const inPostgres = async () => ({ DATA_DIR: '/nowhere', DATABASE_URL: await postgres.database() });
  storeSuite('PostgreSQL', inPostgres);
  subscriptionStoreSuite('PostgreSQL', inPostgres);
});

describe('the embedded database', () => {
  it('writes ahead, waits for the disk, and belongs to its user alone', async () => {
    const DATA_DIR = temporaryFolder();
    const db = await openDatabase({ DATA_DIR, DATABASE_URL: undefined });
    expect((await sql`pragma journal_mode`.execute(db)).rows).toMatchObject([{ journal_mode: 'wal' }]);
    // 2 is FULL (https://sqlite.org/pragma.html#pragma_synchronous).
    expect((await sql`pragma synchronous`.execute(db)).rows).toMatchObject([{ synchronous: 2 }]);
    await db.destroy();
    expect(statSync(join(DATA_DIR, databaseFile)).mode & 0o777).toBe(0o600);
  });

  it('says which database cannot be opened', async () => {
    await expect(openDatabase({ DATA_DIR: '/dev/null/x', DATABASE_URL: undefined })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'The database in /dev/null/x cannot be opened.',
    });
    const DATABASE_URL = 'postgres://user:secret@127.0.0.1:1/none';
    await expect(openDatabase({ DATA_DIR: '/nowhere', DATABASE_URL })).rejects.toMatchObject({
      message: expect.not.stringContaining('secret'),
    });
  });
});
