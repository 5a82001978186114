import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type BulkExportOptions, type ExportProgress, exportBulk } from '../../src/screening/bulk/export-bulk.ts';
import type { FetchedInput } from '../../src/screening/input.ts';
import {
  type BulkServer,
  type BulkServerOptions,
  observation,
  openBulkServer,
  patient,
  testClock,
} from '../fixtures/bulk-server.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const patients = { name: '1.Patient.ndjson', type: 'Patient', lines: [patient('p1'), patient('p2')] };
const observations = { name: '2.Observation.ndjson', type: 'Observation', lines: [observation('o1', 'p1')] };
const output = [patients, observations];
const issue = (code: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });

const opened: BulkServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

/** An export from a server of its own, with time that passes in sleep only. */
async function exported(server: BulkServerOptions, options: Partial<BulkExportOptions> = {}) {
  const bulk = await openBulkServer({ output, ...server });
  opened.push(bulk);
  const clock = testClock();
  const input = exportBulk({ server: bulk.base, group: 'g1', work: temporaryFolder(), clock, ...options });
  // A test may expect the failure, after it has looked at the server.
  input.catch(() => {});
  return { bulk, clock, input };
}

const resourcesOf = ({ files }: FetchedInput) =>
  files.flatMap(({ path }) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
const everything = output.flatMap(({ lines }) => lines);
const codes = ({ problems }: FetchedInput) => problems.map(({ code }) => code);

describe('exportBulk: kick-off', () => {
  it.each([false, true])(
    'B1, B2, B4: fetches a group as a file for each of the server’s (STU4 ballot: %s)',
    async (stu4) => {
      const { bulk, input } = await exported({ stu4 });
      const fetched = await input;
      expect(resourcesOf(fetched)).toEqual(everything);
      expect(fetched.files.map(({ name }) => name)).toEqual(['0.0.Patient.ndjson', '0.1.Observation.ndjson']);
      expect(fetched.problems).toEqual([]);
      const kickOff = bulk.asked.findLast(({ path }) => path.includes('/Group/g1/$export'))!;
      expect(kickOff.method).toBe(stu4 ? 'POST' : 'GET');
      expect(kickOff.headers).toMatchObject({
        accept: 'application/fhir+json',
        prefer: stu4 ? 'respond-async, separate-export-status' : 'respond-async',
      });
    },
  );

  it('B3: repeats what a server refuses with commas', async () => {
    const { bulk, input } = await exported({
      deviate: ({ method, path }) =>
        method === 'GET' && path.includes('%2C') ? { status: 400, body: issue('value') } : undefined,
    });
    expect(resourcesOf(await input)).toEqual(everything);
    const { body } = bulk.asked.find(({ method }) => method === 'POST')!;
    const types = JSON.parse(body).parameter.filter(({ name }: { name: string }) => name === '_type');
    expect(types.map(({ valueString }: { valueString: string }) => valueString)).toEqual([
      'Patient',
      'Condition',
      'Observation',
    ]);
  });

  it('B5: does without _typeFilter where it is refused, and says so; files that were not asked for are left out', async () => {
    const encounters = {
      name: '3.Encounter.ndjson',
      type: 'Encounter',
      lines: [{ resourceType: 'Encounter', id: 'e' }],
    };
    const { bulk, input } = await exported(
      {
        output: [...output, encounters],
        deviate: ({ path, body }) =>
          `${path}${body}`.includes('_typeFilter') ? { status: 400, body: issue('not-supported') } : undefined,
      },
      { typeFilters: ['Observation?category=laboratory'] },
    );
    const fetched = await input;
    expect(resourcesOf(fetched)).toEqual(everything);
    expect(codes(fetched)).toEqual(['parameters-refused', 'type-not-requested']);
    expect(bulk.count('GET /files/3.Encounter.ndjson')).toBe(0);
  });

  it('B7: waits while the client’s one export at a time is taken (429)', async () => {
    const { clock, input } = await exported({
      deviate: ({ path }, nth) =>
        path.includes('$export') && nth <= 12 ? { status: 429, headers: { 'Retry-After': '7' } } : undefined,
    });
    expect(resourcesOf(await input)).toEqual(everything);
    expect(clock.slept).toEqual(Array(12).fill(7000));
  });

  it.each([
    ['EXPORT_FAILED', { status: 500, body: issue('processing') }, '500 (error processing)'],
    ['EXPORT_FAILED', { status: 202, headers: { 'Content-Location': 'http://' } }, 'did not start'],
    ['ACCESS_REFUSED', { status: 403, body: issue('forbidden') }, '403'],
    ['FHIR_SERVER_UNAVAILABLE', { status: 503 }, '503'],
  ])('says %s, without the server’s text, when the export does not start: %j', async (code, deviation, message) => {
    const { input } = await exported({ deviate: () => deviation });
    await expect(input).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
});

describe('exportBulk: status', () => {
  it('B7: waits as Retry-After says in seconds, as an HTTP-date or as the epoch, and backs off where it does not', async () => {
    const said = [
      '30',
      new Date(testClock().now() + 60_000).toUTCString(),
      String(testClock().now() + 90_000),
      'soon',
      '',
    ];
    const { clock, bulk, input } = await exported({
      polls: 6,
      deviate: ({ path }, nth) => {
        const headers = { Date: new Date(clock.now()).toUTCString(), 'Retry-After': said[nth - 1] ?? '' };
        return path.startsWith('/fhir/jobs/') ? { headers } : undefined;
      },
    });
    await input;
    expect(clock.slept).toEqual([30_000, 30_000, 30_000, 8000, 16_000, 32_000]);
    expect(bulk.asked.filter(({ path }) => path.includes('/jobs/')).map(({ headers }) => headers.accept)).toContain(
      'application/json',
    );
  });

  it('B7: shows X-Progress', async () => {
    const seen: ExportProgress[] = [];
    const { input } = await exported({ polls: 2 }, { onProgress: (progress) => seen.push(progress) });
    await input;
    expect(seen).toEqual([
      { phase: 'exporting', done: 0 },
      { phase: 'exporting', done: 0, note: '1 of 2' },
      { phase: 'exporting', done: 0, note: '2 of 2' },
      { phase: 'downloading', done: 1, total: 2 },
      { phase: 'downloading', done: 2, total: 2 },
    ]);
  });

  it('B7, BV5: survives 429 with a Retry-After in epoch milliseconds, then seconds', async () => {
    const { clock, input } = await exported({
      deviate: ({ path }, nth) =>
        path.startsWith('/fhir/jobs/') && nth <= 2
          ? { status: 429, headers: { 'Retry-After': nth === 1 ? '1795226722725' : '1795226722' } }
          : undefined,
    });
    expect(resourcesOf(await input)).toEqual(everything);
    expect(clock.slept).toEqual([300_000, 300_000]);
  });

  it.each(['timeout', 'throttled', 'lock-error', 'incomplete', 'exception', 'no-store', 'transient'])(
    'B8: asks again after a transient OperationOutcome (%s), twice',
    async (code) => {
      const { bulk, input } = await exported({
        deviate: ({ path }, nth) =>
          path.startsWith('/fhir/jobs/') && nth <= 2 ? { status: nth === 1 ? 500 : 423, body: issue(code) } : undefined,
      });
      expect(resourcesOf(await input)).toEqual(everything);
      expect(bulk.count('GET /fhir/jobs/1')).toBe(3);
    },
  );

  it('B8: a gateway that is down for a while, and a connection that breaks, are not the end', async () => {
    const { bulk, input } = await exported({
      deviate: ({ path }, nth) => {
        if (!path.startsWith('/fhir/jobs/') || nth > 3) return undefined;
        return nth === 3 ? { cutAfter: 5 } : { status: nth === 1 ? 502 : 504, body: '<html>Bad gateway</html>' };
      },
    });
    expect(resourcesOf(await input)).toEqual(everything);
    expect(bulk.count('GET /fhir/jobs/1')).toBe(4);
  });

  it('B8: says that the export failed when the server does', async () => {
    const { input } = await exported({
      deviate: ({ path }) => (path.startsWith('/fhir/jobs/') ? { status: 500, body: issue('processing') } : undefined),
    });
    await expect(input).rejects.toMatchObject({
      code: 'EXPORT_FAILED',
      message: 'The export failed: 500 (error processing).',
    });
  });

  it('B2: reads the export’s own status from X-Export-Status (STU4 ballot)', async () => {
    const said = ['202 Accepted', '202', '500 Internal Server Error', '200 OK'];
    const { clock, input } = await exported({
      stu4: true,
      deviate: ({ path }, nth) => {
        if (!path.startsWith('/fhir/jobs/')) return undefined;
        const headers = { 'X-Export-Status': said[nth - 1] ?? '200 OK' };
        return nth <= 3 ? { headers, body: issue('timeout') } : { headers };
      },
    });
    expect(resourcesOf(await input)).toEqual(everything);
    expect(clock.slept).toEqual([1000, 2000, 1000]);
  });

  it('B9: downloads from partial manifests at once, and follows links whose manifests are not ready', async () => {
    const third = { name: '3.Observation.ndjson', type: 'Observation', lines: [observation('o3', 'p2')] };
    const downloadedAt: number[] = [];
    const page = (list: readonly { name: string; type: string }[], base: string, link?: string) => ({
      transactionTime: '2026-03-04T05:06:07Z',
      output: list.map(({ name, type }) => ({ type, url: base.replace('/fhir', `/files/${name}`) })),
      ...(link !== undefined && { link: [{ relation: 'next', url: `${base}${link}` }] }),
    });
    const { bulk, input } = await exported(
      {
        output: [...output, third],
        deviate: ({ path, method }, nth, { base, count }) => {
          if (path.startsWith('/files/')) downloadedAt.push(count('GET /fhir/jobs/1'));
          if (path === '/fhir/jobs/1' && method === 'GET') {
            if (nth === 1) return { status: 202 };
            if (nth === 2) return { status: 202, body: page([patients], base) };
            if (nth === 3) return { status: 202, body: page([patients, observations], base) };
            return { status: 202, body: page([patients, observations], base, '/jobs/1/more') };
          }
          if (path === '/fhir/jobs/1/more')
            return nth === 1 ? { status: 202 } : { status: 200, body: page([third], base) };
          return undefined;
        },
      },
      { partialManifests: true },
    );
    const fetched = await input;
    expect(resourcesOf(fetched)).toEqual([...everything, ...third.lines]);
    expect(downloadedAt).toEqual([2, 3, 4]);
    expect(bulk.asked[0]?.path).toContain('allowPartialManifests=true');
    expect(fetched.files.map(({ name }) => name)).toContain('1.0.Observation.ndjson');
  });

  it('B10: gives the server’s time to the next run, and says so when there is none', async () => {
    expect(await (await exported({})).input).toMatchObject({ transactionTime: '2026-03-04T05:06:07.000+00:00' });
    const fetched = await (await exported({ manifest: { transactionTime: 'now' } })).input;
    expect(fetched).not.toHaveProperty('transactionTime');
    expect(codes(fetched)).toEqual(['transaction-time-missing']);
    const { bulk, input } = await exported({}, { since: '2026-03-04T05:06:07.000+00:00' });
    await input;
    expect(bulk.asked[0]?.path).toContain('_since=2026-03-04T05%3A06%3A07.000%2B00%3A00');
  });

  it('B10, BV6: an empty export is no failure; a finished one without a manifest is', async () => {
    expect((await (await exported({ output: [] })).input).files).toEqual([]);
    const broken = await exported({
      deviate: ({ path }) => (path.includes('/jobs/') ? { body: '<html>' } : undefined),
    });
    await expect(broken.input).rejects.toMatchObject({ code: 'EXPORT_FAILED' });
  });

  it('B15: lets the server delete the job at the end, and bears that it will not', async () => {
    const { bulk, input } = await exported({});
    await input;
    expect(bulk.deletedJobs).toEqual(['/fhir/jobs/1']);
    expect(bulk.asked.at(-1)).toMatchObject({ method: 'DELETE' });
    const unwilling = await exported({
      deviate: ({ method }) => (method === 'DELETE' ? { status: 501, body: issue('not-supported') } : undefined),
    });
    expect(resourcesOf(await unwilling.input)).toEqual(everything);
  });
});
