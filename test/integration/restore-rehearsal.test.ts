import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cdsServicesDir } from '../../src/config/paths.ts';
import { runCommand } from '../fixtures/command.ts';
import { hasPostgres, startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { type ServeProcess, serveProcess } from '../fixtures/serve-process.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const secret = () => randomBytes(32).toString('base64');
/** Kept elsewhere than the data, as docs/back-up.md has it. */
const keys = { SEAL_KEYS: `k1:${secret()}`, PSEUDONYM_KEY: secret(), DEADLINE_MS: '20000' };
const call = readFileSync(join(cdsServicesDir, 'examples', 'patient-view.json'), 'utf8');
const service = '/cds-services/differential-diagnosis';

/** Two calls and a report: what a server remembers of a card. */
async function work({ url }: ServeProcess): Promise<string> {
  const post = (path: string, body: string) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await post(service, call);
  const { cards } = (await (await post(service, call)).json()) as { cards: { uuid: string }[] };
  const card = cards[0]!.uuid;
  const report = {
    card,
    outcome: 'overridden',
    outcomeTimestamp: '2026-11-21T14:05:31Z',
    overrideReason: { userComment: 'x' },
  };
  expect((await post(`${service}/feedback`, JSON.stringify({ feedback: [report] }))).status).toBe(200);
  return card;
}

/** Audit log, assessment and feedback are as they were: to the anchor, to the last bit, to the report. */
async function isWhole(settings: Readonly<Record<string, string>>, card: string, anchor: string) {
  const verified = await runCommand(['audit', 'verify', '--anchor', anchor, '--json'], settings);
  expect(JSON.parse(verified.stdout), verified.stderr).toMatchObject({ ok: true });
  const replayed = await runCommand(['replay', card, '--json'], settings);
  expect(JSON.parse(replayed.stdout)).toMatchObject({ identical: true, differences: [] });
  const reported = await runCommand(['feedback', '--json'], settings);
  expect(reported.stdout).toContain('"overridden":1');
}

async function anchorOf(settings: Readonly<Record<string, string>>): Promise<string> {
  const { end } = JSON.parse((await runCommand(['audit', 'verify', '--json'], settings)).stdout);
  return `${end.seq}:${end.hash}`;
}

/** The restored server takes calls, and its log goes on from where the backup ended. */
async function goesOn(settings: Readonly<Record<string, string>>) {
  const before = Number((await anchorOf(settings)).split(':')[0]);
  const server = await serveProcess(settings);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
  expect(Number((await anchorOf(settings)).split(':')[0])).toBeGreaterThan(before);
}

describe('a rehearsal of the loss of everything', { timeout: 240_000 }, () => {
  it('embedded database: backed up while it serves, destroyed with kill -9, restored, and whole', async () => {
    const lost = { ...keys, DATA_DIR: temporaryFolder() };
    const server = await serveProcess(lost);
    const card = await work(server);
    const file = join(temporaryFolder(), 'hoofbeats.backup');
    expect(await runCommand(['backup', file], lost)).toMatchObject({ status: 0 });
    await server.kill();
    const anchor = await anchorOf(lost);
    await rm(lost.DATA_DIR, { recursive: true });

    const found = { ...keys, DATA_DIR: join(temporaryFolder(), 'new') };
    expect(await runCommand(['restore', file], found)).toMatchObject({ status: 0 });
    await isWhole(found, card, anchor);
    await goesOn(found);
  });

  it('a backup is of no use without the keys, and says so', async () => {
    const lost = { ...keys, DATA_DIR: temporaryFolder() };
    const server = await serveProcess(lost);
    const card = await work(server);
    await server.stop();
    const other = { ...lost, SEAL_KEYS: `k2:${secret()}` };
    const replayed = await runCommand(['replay', card], other);
    expect(replayed).toMatchObject({ status: 1, stderr: expect.stringContaining('SEAL_KEYS') });
  });

  describe.skipIf(!hasPostgres)('PostgreSQL (apt-get install postgresql)', () => {
    let postgres: TestPostgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.stop());

    it('pg_dump, a database that is gone, pg_restore, and whole', async () => {
      const lost = { ...keys, DATA_DIR: temporaryFolder(), DATABASE_URL: await postgres.database() };
      const server = await serveProcess(lost);
      const card = await work(server);
      const file = join(temporaryFolder(), 'hoofbeats.dump');
      execFileSync('pg_dump', ['--format=custom', `--file=${file}`, lost.DATABASE_URL]);
      await server.kill();
      const anchor = await anchorOf(lost);

      const found = { ...lost, DATABASE_URL: await postgres.database() };
      execFileSync('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${found.DATABASE_URL}`, file]);
      await isWhole(found, card, anchor);
      await goesOn(found);
    });
  });
});
