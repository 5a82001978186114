import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServedFile } from '../fixtures/bulk-server.ts';
import { beginCommand, runCommand } from '../fixtures/command.ts';
import { clientId, type GuardedBulkServer, openGuardedBulkServer } from '../fixtures/guarded-bulk-server.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const patients = 24;
const linesPerFile = 80;
const at = ['--at', '2026-01-01T00:00:00Z'];

/** The records of a folder, in files as a server has them. */
function servedFiles(dir: string): readonly ServedFile[] {
  return readdirSync(dir).flatMap((name) => {
    const bytes = readFileSync(join(dir, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trimEnd();
    const lines = text.split('\n').map((line) => JSON.parse(line) as object);
    const type = name.split('.')[0]!;
    return Array.from({ length: Math.ceil(lines.length / linesPerFile) }, (_, part) => ({
      name: `${part}.${type}.ndjson`,
      type,
      lines: lines.slice(part * linesPerFile, (part + 1) * linesPerFile),
    }));
  });
}

describe('hoofbeats screen --fhir URL --group ID by SMART Backend Services', { timeout: 120_000 }, () => {
  const work = temporaryFolder();
  const ndjson = join(work, 'in');
  const keys = join(work, 'keys.json');
  let files: readonly ServedFile[];
  let guarded: GuardedBulkServer;
  const held = { by: '', release: () => {}, reached: () => {} };
  const settings = {
    DATA_DIR: join(work, 'data'),
    BACKEND_CLIENT_ID: clientId,
    BACKEND_KEYS: keys,
    BACKEND_JKU: 'https://hoofbeats.hospital.example/jwks.json',
  };
  const args = () => ['screen', '--fhir', guarded.server.base, '--group', 'g1', '--out', join(work, 'out'), ...at];

  beforeAll(async () => {
    await writeScreeningData(ndjson, patients);
    files = servedFiles(ndjson);
    held.by = `/files/${files.at(-2)!.name}`;
    // What the client registers is what the server knows of it.
    const registered = await runCommand(['jwks', '--new', keys]);
    guarded = await openGuardedBulkServer(JSON.parse(registered.stdout) as JSONWebKeySet, 1000, {
      output: files,
      polls: 1,
      async deviate({ path }, nth) {
        if (path !== held.by || nth > 1) return undefined;
        await new Promise<void>((resolve) => {
          held.release = resolve;
          held.reached();
        });
        return undefined;
      },
    });
  }, 60_000);
  afterAll(() => guarded.server.close());

  it('B6, BS4: is killed during the download, goes on, and comes to the work list of the same records in a folder', async () => {
    const reached = new Promise<void>((resolve) => {
      held.reached = resolve;
    });
    const first = beginCommand(args(), settings);
    await reached;
    first.child.kill('SIGKILL');
    await first.ended;
    held.release();
    const [run = ''] = readdirSync(join(settings.DATA_DIR, 'screenings'));
    const journal = readFileSync(
      join(settings.DATA_DIR, 'screenings', run, 'fetch', '0', 'export.ndjson'),
      'utf8',
    ).trimEnd();
    const whole = journal
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; index: number })
      .filter(({ event }) => event === 'file');
    expect(whole.length).toBeGreaterThan(3);

    const second = await runCommand([...args(), '--json'], settings);
    expect(second.status).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({ phase: 'finished', patients, problems: 0 });
    expect(second.stderr).toMatch(new RegExp(`fetching \\(files\\) \\[#+\\] ${files.length}/${files.length}`));
    const { server, issued, headers } = guarded;
    expect(server.count('GET /fhir/Group/g1/$export')).toBe(1);
    expect(server.deletedJobs).toEqual(['/fhir/jobs/1']);
    for (const { index } of whole) expect(server.count(`GET /files/${files[index]!.name}`)).toBe(1);
    expect(new Set(issued.map((token) => token.replace(/^token-\d+-/, '')))).toEqual(
      new Set(['system/Patient.read system/Condition.read system/Observation.read']),
    );
    expect(headers[0]).toMatchObject({ alg: 'ES384', kid: expect.any(String), jku: settings.BACKEND_JKU });

    const folder = ['screen', '--ndjson', ndjson, '--out', join(work, 'out-of-folder'), ...at];
    expect((await runCommand(folder, { DATA_DIR: join(work, 'other-data') })).status).toBe(0);
    for (const name of ['worklist.ndjson', 'worklist.csv'])
      expect(readFileSync(join(work, 'out', name), 'utf8')).toBe(
        readFileSync(join(work, 'out-of-folder', name), 'utf8'),
      );
  });
});

describe('BS5: hoofbeats jwks', { timeout: 90_000 }, () => {
  const keys = join(temporaryFolder(), 'keys.json');

  it('makes keys that only their owner reads, prints their public halves alone, and does not replace them', async () => {
    const made = await runCommand(['jwks', '--new', keys]);
    const printed = await runCommand(['jwks'], { BACKEND_KEYS: keys });
    expect(printed).toMatchObject({ status: 0, stdout: made.stdout });
    const { keys: published } = JSON.parse(printed.stdout) as { keys: readonly Record<string, string>[] };
    expect(published.map(({ alg }) => alg).sort()).toEqual(['ES384', 'RS384']);
    const secret = JSON.parse(readFileSync(keys, 'utf8')) as { keys: readonly Record<string, string>[] };
    for (const { d, p, q } of secret.keys)
      for (const part of [d, p, q]) if (part !== undefined) expect(printed.stdout).not.toContain(part);
    expect(await runCommand(['jwks', '--new', keys])).toMatchObject({ status: 2, stdout: '' });
  });

  it('says what is missing', async () => {
    expect(await runCommand(['jwks'])).toMatchObject({ status: 2, stderr: expect.stringContaining('BACKEND_KEYS') });
  });
});
