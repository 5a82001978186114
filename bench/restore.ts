import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verify } from '../src/cli/audit.ts';
import { backup, restore } from '../src/cli/backup.ts';
import { loadConfig } from '../src/config/load.ts';
import { openRecords } from '../src/records.ts';
import { databaseFile } from '../src/store/open-database.ts';
import { marfan } from '../test/fixtures/marfan-assessment.ts';

/**
 * How long a backup and a restore of the embedded database take: `npx tsx bench/restore.ts --assessments 100000`. Every
 * assessment has its audit record, sealed and chained as in service; what is timed are the commands themselves.
 */
const { values } = parseArgs({ options: { assessments: { type: 'string', default: '100000' } } });
const wanted = Number(values.assessments);
const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-restore-'));
const secret = () => randomBytes(32).toString('base64');
Object.assign(process.env, { DATA_DIR: join(dir, 'lost'), SEAL_KEYS: `k1:${secret()}`, PSEUDONYM_KEY: secret() });

/** Below the number of records that may wait for the disk. */
const batch = 500;

async function fill(): Promise<void> {
  const records = await openRecords(loadConfig(process.env));
  for (let done = 0; done < wanted; done += batch) {
    const runs = Array.from({ length: Math.min(batch, wanted - done) }, () => ({
      assessment: { ...marfan, id: randomUUID() },
      model: 'rare-disease',
      input: {},
      caller: { client: 'open-mode', user: 'Practitioner/1' },
    }));
    await Promise.all(runs.map(records.keep));
    await records.trail.drained();
  }
  await records.close();
}

async function timed(name: string, work: () => Promise<unknown>): Promise<readonly [string, number]> {
  const started = performance.now();
  await work();
  return [name, Math.round(performance.now() - started) / 1000];
}

try {
  const file = join(dir, 'backup.db');
  const filled = await timed('fillSeconds', fill);
  const mb = Math.round(statSync(join(dir, 'lost', databaseFile)).size / 1e6);
  const saved = await timed('backupSeconds', () => backup([file]));
  process.env.DATA_DIR = join(dir, 'found');
  const restored = await timed('restoreSeconds', () => restore([file]));
  const verified = await timed('verifySeconds', () => verify(['--json']));
  console.log(JSON.stringify({ assessments: wanted, mb, ...Object.fromEntries([filled, saved, restored, verified]) }));
} finally {
  rmSync(dir, { recursive: true, force: true });
}
