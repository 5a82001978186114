import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { exportBulk } from '../../src/screening/bulk/export-bulk.ts';
import { exportChanges } from '../../src/screening/bulk/export-changes.ts';
import type { FetchedInput } from '../../src/screening/input.ts';
import {
  type Asked,
  type BulkServer,
  type BulkServerOptions,
  observation,
  openBulkServer,
  patient,
  testClock,
} from '../fixtures/bulk-server.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const opened: BulkServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));
async function serve(options: BulkServerOptions): Promise<BulkServer> {
  const server = await openBulkServer(options);
  opened.push(server);
  return server;
}

const client = join(projectRoot, 'test', 'fixtures', 'bulk-server-client.ts');
const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', client, ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** What the client prints, if it lives to print it. */
async function run(...args: readonly string[]): Promise<{ child: ChildProcess; printed: Promise<string> }> {
  const child = start(...args);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return { child, printed: once(child, 'close').then(() => text) };
}

const content = ({ files }: FetchedInput) => files.map(({ path }) => readFileSync(path, 'utf8')).join('');
const file = (at: number) => ({
  name: `${at}.Observation.ndjson`,
  type: 'Observation',
  lines: Array.from({ length: 40 }, (_, line) => observation(`o${at}-${line}`, `p${line}`)),
});

describe('B6, B14, BV7: an export whose client is killed with SIGKILL', { timeout: 120_000 }, () => {
  it('goes on where it stopped, at whatever moment, with nothing lost or repeated', async () => {
    const output = Array.from({ length: 15 }, (_, at) => file(at));
    // The requests at which the client dies: kick-off, poll, a file's beginning and middle, the last one, the deletion.
    const moments: readonly ((asked: Asked, files: number) => boolean)[] = [
      ({ path }) => path.includes('$export'),
      ({ path, method }) => method === 'GET' && path.startsWith('/fhir/jobs/'),
      (_, files) => files === 3,
      (_, files) => files === 8,
      (_, files) => files === 14,
      ({ method }) => method === 'DELETE',
    ];
    let child: ChildProcess | undefined;
    let files = 0;
    let deaths = 0;
    const server = await serve({
      output,
      polls: 1,
      deviate: async (asked) => {
        if (asked.path.startsWith('/files/')) files += 1;
        if (!moments[deaths]?.(asked, files)) return undefined;
        deaths += 1;
        child!.kill('SIGKILL');
        return { cutAfter: asked.path.startsWith('/files/') ? 700 : 0 };
      },
    });
    const work = temporaryFolder();
    let printed = '';
    for (let round = 0; round <= moments.length; round += 1) {
      const running = await run('export', server.base, work);
      child = running.child;
      printed = await running.printed;
      expect(deaths).toBe(Math.min(round + 1, moments.length));
    }
    const input: FetchedInput = JSON.parse(printed);
    expect(content(input)).toBe(
      output.flatMap(({ lines }) => lines.map((line) => `${JSON.stringify(line)}\n`)).join(''),
    );
    expect(input.problems).toEqual([]);
    // The first kick-off was not answered; the second one serves all the rest.
    expect(server.count('GET /fhir/Group/g1/$export')).toBe(2);
    expect(server.count('GET /fhir/jobs/1')).toBe(0);
    // Of what was under way at a death, three files each time, some is asked for twice; nothing else is.
    expect(files).toBeLessThanOrEqual(output.length + 3 * 3);
    expect(server.deletedJobs.at(-1)).toBe('/fhir/jobs/2');
  });
});

describe('an export that goes on', () => {
  const output = [{ name: '1.Patient.ndjson', type: 'Patient', lines: [patient('p1')] }, file(2)];
  const clock = testClock();

  it('asks nothing more of the server when it was complete', async () => {
    const server = await serve({ output });
    const options = { server: server.base, work: temporaryFolder(), clock };
    const first = await exportBulk(options);
    const asked = server.asked.length;
    expect(await exportBulk(options)).toEqual(first);
    expect(server.asked).toHaveLength(asked);
  });

  it('bears a journal whose last line was cut, and starts anew when the server has forgotten the job', async () => {
    let forgotten = false;
    const server = await serve({
      output,
      deviate: ({ path }) => {
        if (path.startsWith('/fhir/jobs/1') && forgotten) return { status: 404 };
        return path.includes('2.Obs') && !forgotten ? { status: 401 } : undefined;
      },
    });
    const options = { server: server.base, work: temporaryFolder(), clock };
    await expect(exportBulk(options)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    await appendFile(join(options.work, 'export.ndjson'), '{"event":"fi');
    forgotten = true;
    expect((await exportBulk(options)).files).toHaveLength(2);
    expect(server.count('GET /fhir/Patient/$export')).toBe(2);
    expect(server.deletedJobs).toEqual(['/fhir/jobs/2']);
  });

  it('says so when the server forgets every job', async () => {
    const server = await serve({ deviate: ({ path }) => (path.includes('/jobs/') ? { status: 404 } : undefined) });
    const input = exportBulk({ server: server.base, work: temporaryFolder(), clock });
    await expect(input).rejects.toMatchObject({ code: 'EXPORT_FAILED' });
    expect(server.count('GET /fhir/Patient/$export')).toBe(3);
  });

  it('lets the old job go when something else is asked for', async () => {
    const server = await serve({
      output,
      deviate: ({ path }, nth) => (path.includes('2.Obs') && nth === 1 ? { status: 401 } : undefined),
    });
    const options = { server: server.base, work: temporaryFolder(), clock };
    await expect(exportBulk(options)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect((await exportBulk({ ...options, types: ['Patient'] })).files).toHaveLength(1);
    expect(server.deletedJobs).toEqual(['/fhir/jobs/1', '/fhir/jobs/2']);
  });

  it('ends at once when it is told to, and can go on', async () => {
    const stop = new AbortController();
    const server = await serve({ output, polls: 3 });
    const options = { server: server.base, work: temporaryFolder(), clock };
    const input = exportBulk({ ...options, signal: stop.signal, onProgress: ({ note }) => note && stop.abort() });
    await expect(input).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.deletedJobs).toEqual([]);
    expect((await exportBulk(options)).files).toHaveLength(2);
    expect(server.count('GET /fhir/Patient/$export')).toBe(1);
  });
});

describe('B16: exportChanges, for new members of a group and _since', () => {
  const members = ['p1', 'p2', 'p3'].map((id) => patient(id));
  const output = [{ name: '1.Patient.ndjson', type: 'Patient', lines: members }, file(2)];
  const since = '2026-03-01T00:00:00Z';
  const changes = (server: BulkServer, known: readonly string[]) =>
    exportChanges({
      server: server.base,
      group: 'g1',
      work: temporaryFolder(),
      clock: testClock(),
      since,
      knownPatients: new Set(known),
    });
  const kickOffs = (server: BulkServer) =>
    server.asked
      .filter(({ path }) => path.includes('$export'))
      .map(({ path, body }) => decodeURIComponent(path + body));

  it('exports whole records of who is new, and what has changed since of all', async () => {
    const server = await serve({ output });
    const input = await changes(server, ['p1', 'gone']);
    const [roster, joined, changed] = kickOffs(server);
    expect(roster).toMatch(/_type=Patient&_elements=Patient\.id$/);
    expect(JSON.parse(joined!.slice(joined!.indexOf('{'))).parameter).toEqual(
      expect.arrayContaining([
        { name: 'patient', valueReference: { reference: 'Patient/p2' } },
        { name: 'patient', valueReference: { reference: 'Patient/p3' } },
      ]),
    );
    expect(joined).not.toContain('_since');
    expect(joined).not.toContain('Patient/p1');
    expect(changed).toContain(`_since=${since}`);
    expect([...input.members]).toEqual(['p1', 'p2', 'p3']);
    expect(input.files.map(({ name }) => name)).toEqual([
      '0.0.0.Patient.ndjson',
      '0.0.1.Observation.ndjson',
      '1.0.0.Patient.ndjson',
      '1.0.1.Observation.ndjson',
    ]);
    expect(server.deletedJobs).toHaveLength(3);
  });

  it('asks for changes alone when nobody is new', async () => {
    const server = await serve({ output });
    await changes(server, ['p1', 'p2', 'p3']);
    expect(kickOffs(server)).toHaveLength(2);
  });

  it('BV4: exports all where the server takes no list of patients (Oracle), and says so', async () => {
    const server = await serve({ output, deviate: ({ method }) => (method === 'POST' ? { status: 405 } : undefined) });
    const input = await changes(server, ['p1']);
    expect(kickOffs(server).filter((one) => one.includes('_since'))).toEqual([]);
    expect(input.problems.map(({ code }) => code)).toEqual(['joined-export-failed']);
    expect(input.transactionTime).toBe('2026-03-04T05:06:07.000+00:00');
  });
});
