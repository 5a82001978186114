import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientViewCall } from '../../bench/prefetch.ts';
import { findRecords } from '../../src/audit/audit-log.ts';
import { loadConfig } from '../../src/config/load.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { openRecords, withRecords } from '../../src/records.ts';
import { openServing } from '../../src/serving.ts';
import { databaseFile } from '../../src/store/open-database.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';
import { testServer } from '../fixtures/test-server.ts';

const secret = () => randomBytes(32).toString('base64');
const settings = {
  DATA_DIR: temporaryFolder(),
  SEAL_KEYS: `k1:${secret()}`,
  PSEUDONYM_KEY: secret(),
  DEADLINE_MS: '20000',
};
const config = loadConfig(settings);

function hoofbeats(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'scripts', 'hoofbeats.mjs'), ...args],
    { cwd: projectRoot, encoding: 'utf8', env: { ...process.env, ...settings } },
  );
  return { status, stdout, stderr };
}

describe('what a hook call leaves behind', { timeout: 120_000 }, () => {
  let assessment: string;
  const call = JSON.parse(patientViewCall(50_000));

  beforeAll(async () => {
    const records = await openRecords(config);
    const serving = await openServing(config, { keep: records.keep });
    const { app } = await testServer(serving.assessor, { config, records });
    const response = await request(app).post('/cds-services/differential-diagnosis').send(call);
    expect(response.body.cards).toHaveLength(1);
    await records.trail.drained();
    const [prediction] = await findRecords({ kind: 'prediction', count: 1 }, records.db);
    assessment = prediction!.assessment!;
    await serving.close();
    await records.close();
  }, 120_000);
  afterAll(() => rmSync(config.DATA_DIR, { recursive: true }));

  it('replays bit for bit in another process', () => {
    const { status, stdout, stderr } = hoofbeats('replay', assessment, '--json');
    expect(stderr).not.toMatch(/Error/);
    expect(JSON.parse(stdout)).toEqual({ id: assessment, identical: true, differences: [], versions: [] });
    expect(status).toBe(0);
    expect(hoofbeats('replay', assessment).stdout).toContain('identical, to the last bit');
    expect(hoofbeats('replay', 'nothing')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('No assessment'),
    });
  });

  it('is shown to an auditor who knows the patient and the day', () => {
    const day = new Date().toISOString().slice(0, 10);
    const { stdout } = hoofbeats('audit', 'show', '--patient', call.context.patientId, '--json');
    expect(JSON.parse(stdout).records).toMatchObject([{ kind: 'prediction', assessment }]);
    expect(hoofbeats('audit', 'show', '--day', day).stdout.trim().split('\n')).toHaveLength(2);
    expect(JSON.parse(hoofbeats('audit', 'show', '--patient', 'another', '--json').stdout).records).toEqual([]);
    expect(hoofbeats('audit', 'show', '--day', 'today').status).toBe(1);
  });

  it('is verified, backed up and restored, and an edit does not go unnoticed', async () => {
    const sound = hoofbeats('audit', 'verify');
    expect(sound).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ok: 2 records/) });
    const anchor = /\d+:[0-9a-f]{64}/.exec(sound.stdout)![0];
    expect(hoofbeats('audit', 'verify', '--anchor', anchor).status).toBe(0);
    expect(hoofbeats('audit', 'verify', '--anchor', 'nonsense').status).toBe(2);

    const copy = join(config.DATA_DIR, 'copy.db');
    expect(hoofbeats('backup', copy).status).toBe(0);
    expect(hoofbeats('backup', copy)).toMatchObject({ status: 2, stderr: expect.stringContaining('exists already') });

    await withRecords(config, ({ db }) =>
      db.updateTable('audit').set({ patient: 'nobody' }).where('seq', '=', 1).execute(),
    );
    const broken = hoofbeats('audit', 'verify', '--json');
    expect(broken.status).toBe(1);
    expect(JSON.parse(broken.stdout)).toMatchObject({
      ok: false,
      records: 0,
      problem: expect.stringContaining('record 1'),
    });

    expect(hoofbeats('restore', copy)).toMatchObject({ status: 2, stderr: expect.stringContaining('--replace') });
    expect(hoofbeats('restore', join(config.DATA_DIR, 'no.db'), '--replace').status).toBe(2);
    expect(existsSync(join(config.DATA_DIR, databaseFile))).toBe(true);
    expect(hoofbeats('restore', copy, '--replace').status).toBe(0);
    expect(hoofbeats('audit', 'verify', '--anchor', anchor).status).toBe(0);

    // A database put back to an earlier state: sound in itself, betrayed by the anchor.
    const earlier = new Libsql(join(config.DATA_DIR, databaseFile));
    earlier.exec('delete from audit; delete from audit_head');
    earlier.close();
    expect(hoofbeats('audit', 'verify').status).toBe(0);
    expect(hoofbeats('audit', 'verify', '--anchor', anchor).status).toBe(1);
  });
});
