import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BulkServer, openBulkServer, type ServedFile } from '../fixtures/bulk-server.ts';
import { runCommand } from '../fixtures/command.ts';
import { writeScreeningData } from '../fixtures/screening-data.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const patients = 12;
const changed = 'p1';

const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly id: string; readonly subject?: { readonly reference: string } });

describe('hoofbeats screen of an export, twice', { timeout: 180_000 }, () => {
  const work = temporaryFolder();
  const ndjson = join(work, 'in');
  let server: BulkServer;

  /** What each export names: the first one all, the next ones the members of the group, and what has changed. */
  let exported: readonly (readonly ServedFile[])[];
  beforeAll(async () => {
    await writeScreeningData(ndjson, patients, { gzip: false });
    const all = readdirSync(ndjson).map((name) => ({
      name,
      type: name.split('.')[0]!,
      lines: linesOf(join(ndjson, name)),
    }));
    const telling = all
      .find(({ type }) => type === 'Condition')!
      .lines.filter(({ subject }) => subject?.reference === 'Patient/p0');
    const news = telling.map((one) => ({ ...one, id: `new-${one.id}`, subject: { reference: `Patient/${changed}` } }));
    const changes = { name: 'changes.ndjson', type: 'Condition', lines: news };
    exported = [all, all.filter(({ type }) => type === 'Patient'), [changes]];
    // The records as they are in the end, for a screening of all at once.
    writeFileSync(join(ndjson, 'changes.ndjson'), news.map((one) => `${JSON.stringify(one)}\n`).join(''));
    server = await openBulkServer({
      output: [...all, changes],
      deviate({ method, path }, _nth, { base }) {
        const job = Number(/^\/fhir\/jobs\/(\d+)$/.exec(path)?.[1]);
        if (method !== 'GET' || !job) return undefined;
        const output = exported[job - 1]!.map(({ name, type }) => ({
          type,
          url: new URL(`/files/${name}`, base).href,
        }));
        const time = { transactionTime: `2026-01-0${job}T00:00:00Z`, requiresAccessToken: false };
        return { status: 200, body: { ...time, request: base, output, error: [] } };
      },
    });
  });
  afterAll(() => server.close());

  const screen = async (out: string, ...source: readonly string[]) => {
    const at = ['--at', '2026-02-01T00:00:00Z', '--json'];
    const data = { DATA_DIR: join(work, source[0] === '--fhir' ? 'data' : 'other-data') };
    const { status, stdout, stderr } = await runCommand(['screen', ...source, '--out', join(work, out), ...at], data);
    expect(status, stderr).toBe(0);
    return JSON.parse(stdout);
  };
  const workList = (out: string) => readFileSync(join(work, out, 'worklist.ndjson'), 'utf8');

  it('B10, B20: assesses the one patient who has changed, and comes to the work list of a full run', async () => {
    const source = ['--fhir', server.base, '--group', 'g1'];
    expect(await screen('first', ...source)).toMatchObject({ patients, assessed: 3, carriedOver: 0 });
    const second = await screen('second', ...source);
    expect(second).toMatchObject({ patients, assessed: 4, carriedOver: patients - 1 });
    const [, , last] = server.asked.filter(({ path }) => path.includes('$export')).map(({ path }) => path);
    expect(decodeURIComponent(last ?? '')).toContain('_since=2026-01-01T00:00:00Z');
    expect(workList('first')).not.toContain(`Patient/${changed}"`);
    expect(workList('second')).toContain(`Patient/${changed}"`);
    await screen('full', '--ndjson', ndjson);
    expect(workList('second')).toBe(workList('full'));
  });
});
