import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { findRecords, readChain } from '../../src/audit/audit-log.ts';
import { verifyChain } from '../../src/audit/verify-chain.ts';
import { projectRoot } from '../../src/config/paths.ts';
import { openRecords } from '../../src/records.ts';
import { findAssessment } from '../../src/store/assessments.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const writer = join(projectRoot, 'test', 'fixtures', 'audit-writer.ts');

/** Starts a writer, kills it with SIGKILL when it has acknowledged some records, and returns their ids. */
async function killedWriter(dir: string, acknowledged: number): Promise<readonly string[]> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', writer, dir], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  // The last line may be cut in its middle.
  const ids = () => printed.split('\n').slice(1, -1);
  while (ids().length < acknowledged && child.exitCode === null) await sleep(1);
  child.kill('SIGKILL');
  await once(child, 'close');
  return ids();
}

describe('a writer that is killed', { timeout: 60_000 }, () => {
  it('has lost no record that it acknowledged, and left a sound chain, also beside another writer', async () => {
    const DATA_DIR = temporaryFolder();
    const acknowledged: string[] = [];
    for (const rounds of [25, 60]) {
      const both = await Promise.all([killedWriter(DATA_DIR, rounds), killedWriter(DATA_DIR, rounds)]);
      acknowledged.push(...both.flat());
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(170);
    const records = await openRecords({
      DATA_DIR,
      DATABASE_URL: undefined,
      SEAL_KEYS: undefined,
      PSEUDONYM_KEY: undefined,
    });
    for (const id of acknowledged)
      expect(await findAssessment(id, records.db, records.keys.seal)).toMatchObject({ id, model: 'rare-disease' });
    const verdict = await verifyChain(await readChain(records.db), records.keys.audit);
    expect(verdict).toMatchObject({ ok: true });
    expect(verdict.records).toBeGreaterThanOrEqual(2 * acknowledged.length);
    // What was not acknowledged is there as a whole or not at all.
    const count = { count: 1_000_000 };
    const predictions = await findRecords({ ...count, kind: 'prediction' }, records.db);
    const kept = await records.db.selectFrom('assessment').select('id').execute();
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(predictions.map(({ assessment }) => assessment)));
    await records.trail.record({ kind: 'call' });
    await records.close();
  });
});
