import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../src/store/migrations.ts';
import { runCommand } from '../fixtures/command.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

type Settings = Readonly<Record<string, string>>;

/** `hoofbeats migrate --json`, and what it says that it applied. */
async function migrated(settings: Settings): Promise<readonly string[]> {
  const { status, stdout, stderr } = await runCommand(['migrate', '--json'], settings);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { applied: string[] }).applied;
}

function migrateSuite(name: string, place: () => Promise<Settings>): void {
  it(`applies every migration to a new ${name} database, and none again`, { timeout: 120_000 }, async () => {
    const settings = await place();
    expect(await migrated(settings)).toEqual(Object.keys(migrations));
    expect(await migrated(settings)).toEqual([]);
    expect(await runCommand(['migrate'], settings)).toMatchObject({ stdout: 'The schema was up to date.\n' });
  });

  it(`is run twice at once on a new ${name} database, and each migration is applied once`, {
    timeout: 120_000,
  }, async () => {
    const settings = await place();
    const both = await Promise.all([migrated(settings), migrated(settings)]);
    expect(both.flat()).toEqual(Object.keys(migrations));
  });
}

describe('hoofbeats migrate', () => {
  migrateSuite('embedded', async () => ({ DATA_DIR: temporaryFolder() }));

  it('ends with a failure, and without the password, where there is no database', { timeout: 60_000 }, async () => {
    const DATABASE_URL = 'postgres://user:secret@127.0.0.1:1/none';
    const { status, stdout, stderr } = await runCommand(['migrate'], { DATABASE_URL });
    expect(status).not.toBe(0);
    expect(stderr).toContain('The database of DATABASE_URL cannot be opened.');
    expect(stdout + stderr).not.toContain('secret');
  });

  describe.skipIf(!hasPostgres)('with PostgreSQL (Debian’s binaries, or TEST_DATABASE_URL)', () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    }, 120_000);
    afterAll(() => postgres.stop());
    migrateSuite('PostgreSQL', async () => ({ DATABASE_URL: await postgres.database() }));
  });
});
