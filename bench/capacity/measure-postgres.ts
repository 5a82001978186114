import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { FinishedRun } from '../../src/assessment/kept-run.ts';
import { modelsDir, projectRoot } from '../../src/config/paths.ts';
import { openServing } from '../../src/serving.ts';
import { hasPostgres, startPostgres } from '../../test/fixtures/postgres.ts';
import { patientViewCall } from '../prefetch.ts';
import type { Measured } from './measured.ts';

const callKb = 200;
const seconds = 10;
const writers = [1, 2, 4];

/** Calls a second whose records a PostgreSQL that waits for its disk takes, from so many processes. */
export async function measurePostgres(): Promise<Measured['postgres']> {
  if (!hasPostgres) throw new Error('PostgreSQL is not installed (apt-get install postgresql).');
  const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-capacity-'));
  const file = join(dir, 'run.json');
  writeFileSync(file, JSON.stringify(await runOf(patientViewCall(callKb * 1024))));
  const postgres = await startPostgres({ durable: true });
  const keys = {
    SEAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    PSEUDONYM_KEY: randomBytes(32).toString('base64'),
  };
  const script = join(projectRoot, 'bench', 'capacity', 'record-writer.ts');
  const write = async (url: string) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, file, String(seconds)], {
      env: { ...process.env, ...keys, DATABASE_URL: url },
    });
    return Number(stdout);
  };
  try {
    const callsPerSecond: Record<string, number> = {};
    let bytesPerCall = 0;
    for (const count of writers) {
      const url = await postgres.database();
      const written = await Promise.all(Array.from({ length: count }, () => write(url)));
      const calls = written.reduce((sum, some) => sum + some, 0);
      callsPerSecond[count] = calls / seconds;
      bytesPerCall = (await databaseBytes(url)) / calls;
    }
    return { callsPerSecond, bytesPerCall };
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What a call leaves to be kept. */
async function runOf(call: string): Promise<FinishedRun> {
  const { context, prefetch } = JSON.parse(call);
  const runs: FinishedRun[] = [];
  const keep = async (run: FinishedRun) => void runs.push(run);
  const serving = await openServing({ MODELS_DIR: modelsDir }, { keep });
  try {
    const request = { entrance: 'hook', patientId: context.patientId, prefetch, queries: {} } as const;
    await serving.assessor.assess({ ...request, model: 'rare-disease', caller: { user: context.userId } });
  } finally {
    await serving.close();
  }
  // The record holds the digest of the input, whose length is the same for every input.
  return { ...runs[0]!, input: {} };
}

async function databaseBytes(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('select pg_database_size(current_database()) as bytes');
    return Number(rows[0].bytes);
  } finally {
    await client.end();
  }
}
