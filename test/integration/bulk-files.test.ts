import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type BulkExportOptions, exportBulk } from '../../src/screening/bulk/export-bulk.ts';
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
const issue = (code: string, severity = 'error') => ({ resourceType: 'OperationOutcome', issue: [{ severity, code }] });

const opened: BulkServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

async function exported(server: BulkServerOptions, options: Partial<BulkExportOptions> = {}) {
  const bulk = await openBulkServer({ output, ...server });
  opened.push(bulk);
  const clock = testClock();
  const work = temporaryFolder();
  const input = exportBulk({ server: bulk.base, work, clock, ...options });
  input.catch(() => {});
  return { bulk, clock, input };
}

const text = ({ files }: FetchedInput) => files.map(({ path }) => readFileSync(path, 'utf8')).join('');
const whole = output.flatMap(({ lines }) => lines.map((line) => `${JSON.stringify(line)}\n`)).join('');
const codes = ({ problems }: FetchedInput) => problems.map(({ code }) => code);
const fixed = (token: string) => ({ token: async () => token, refuse: () => {} });

describe('exportBulk: files', () => {
  it.each([true, false])('B13: asks for NDJSON, plain or packed for the way (gzip: %s)', async (gzip) => {
    const { bulk, input } = await exported({ gzip });
    expect(text(await input)).toBe(whole);
    const { headers } = bulk.asked.find(({ path }) => path.startsWith('/files/'))!;
    expect(headers.accept).toBe('application/fhir+ndjson');
    expect(headers['accept-encoding']).toContain('gzip');
  });

  it('B13: unpacks a file that is gzip by itself', async () => {
    const packed = gzipSync(`${JSON.stringify(patient('p9'))}\n`);
    const fetchPacked: typeof fetch = (url, init) =>
      String(url).includes('1.Patient') ? Promise.resolve(new Response(packed)) : fetch(url, init);
    const { input } = await exported({}, { fetch: fetchPacked, types: ['Patient'] });
    const { files } = await input;
    expect(files.map(({ gzip, path }) => [gzip, readFileSync(path, 'utf8')])).toEqual([
      [false, '{"resourceType":"Patient","id":"p9"}\n'],
    ]);
  });

  it('B13: sends no token where requiresAccessToken is false, and one to all else', async () => {
    const { bulk, input } = await exported({ token: 'secret', filesWantToken: false }, { access: fixed('secret') });
    expect(text(await input)).toBe(whole);
    for (const { path, headers } of bulk.asked)
      expect(headers.authorization).toBe(path.startsWith('/files/') ? undefined : 'Bearer secret');
  });

  it('BV3, BS9: follows 307 to a foreign host without the token (Oracle)', async () => {
    const store = await openBulkServer({ output });
    opened.push(store);
    const { bulk, input } = await exported(
      {
        token: 'secret',
        deviate: ({ path }) =>
          path.startsWith('/files/')
            ? { status: 307, headers: { Location: store.base.replace('/fhir', `${path}?signature=x`) } }
            : undefined,
      },
      { access: fixed('secret') },
    );
    expect(text(await input)).toBe(whole);
    expect(store.asked).toHaveLength(2);
    expect(store.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
    expect(bulk.count('GET /files/1.Patient.ndjson')).toBe(1);
  });

  it('BS7: renews a token once when it is refused with 401', async () => {
    const refused: string[] = [];
    const tokens = ['old', 'secret'];
    const access = {
      token: async () => tokens[0]!,
      refuse: (token: string) => {
        refused.push(token);
        tokens.shift();
      },
    };
    const { input } = await exported({ token: 'secret' }, { access });
    expect(text(await input)).toBe(whole);
    expect(refused).toEqual(['old']);
    const hopeless = await exported({ token: 'secret' }, { access: fixed('wrong') });
    await expect(hopeless.input).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect(hopeless.bulk.asked).toHaveLength(2);
  });

  it('BS10: a token never travels in the clear', async () => {
    const options = { server: 'http://ehr.example/fhir', work: temporaryFolder(), access: fixed('secret') };
    await expect(exportBulk(options)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it.each([
    ['404', true],
    ['410', true],
    ['403 of a signed link', false],
  ])(
    'B14: gets the manifest anew for files that have expired (%s), once for all of them',
    async (name, filesWantToken) => {
      const status = Number.parseInt(name, 10);
      const { bulk, input } = await exported({
        filesWantToken,
        deviate: async ({ path, method }, nth, { base, count }) => {
          // The second file is refused when the manifest has been had anew for the first one already.
          if (path === '/files/2.Observation.ndjson') while (count('GET /fhir/jobs/1') < 2) await sleep(5);
          if (path.startsWith('/files/') && !path.includes('fresh')) return { status, body: issue('not-found') };
          if (method === 'GET' && path.startsWith('/fhir/jobs/') && nth > 1) {
            const fresh = ({ name: file, type, lines }: (typeof output)[number]) => ({
              type,
              count: lines.length,
              url: base.replace('/fhir', `/files/${file}?fresh`),
            });
            return {
              body: { transactionTime: '2026-03-04T05:06:07Z', requiresAccessToken: false, output: output.map(fresh) },
            };
          }
          return undefined;
        },
      });
      const fetched = await input;
      expect(text(fetched)).toBe(whole);
      expect(codes(fetched)).toEqual([]);
      expect(bulk.count('GET /fhir/jobs/1')).toBe(2);
    },
  );

  it('B14: a file that stays away is a problem, and the rest is there', async () => {
    const { input } = await exported({
      deviate: ({ path }) => (path.includes('2.Observation') ? { status: 410 } : undefined),
    });
    const fetched = await input;
    expect(fetched.files.map(({ name }) => name)).toEqual(['0.0.Patient.ndjson']);
    expect(fetched.problems).toMatchObject([{ code: 'file-unavailable', file: '0.1.Observation.ndjson' }]);
  });

  it('B8, BV7: downloads again after 429, a transient error and a connection that breaks in the middle', async () => {
    const { bulk, clock, input } = await exported({
      deviate: ({ path }, nth) => {
        if (!path.includes('1.Patient')) return undefined;
        if (nth === 1) return { status: 429, headers: { 'Retry-After': '9' } };
        if (nth === 2) return { status: 500, body: issue('exception') };
        return nth === 3 ? { cutAfter: 50 } : undefined;
      },
    });
    expect(text(await input)).toBe(whole);
    expect(bulk.count('GET /files/1.Patient.ndjson')).toBe(4);
    expect(clock.slept).toContain(9000);
  });

  it('B8: gives up on a file that breaks off for ever, and leaves the export to the next run', async () => {
    const { bulk, input } = await exported({
      deviate: ({ path }) => (path.includes('1.Patient') ? { cutAfter: 10 } : undefined),
    });
    await expect(input).rejects.toMatchObject({ code: 'FHIR_SERVER_UNAVAILABLE' });
    expect(bulk.deletedJobs).toEqual([]);
  });

  it('B11: reads reports of the server: errors and warnings are problems, information is none', async () => {
    const error = [
      {
        name: 'e.ndjson',
        lines: [issue('not-found'), issue('not-found'), issue('x', 'information'), issue('value', 'warning')],
      },
    ];
    for (const stu4 of [false, true]) {
      const fetched = await (await exported({ error, stu4 })).input;
      expect(text(fetched)).toBe(whole);
      expect(fetched.problems).toEqual([
        { code: 'server-error', text: 'The server reports about its export: error not-found, 2 times.' },
        { code: 'server-warning', text: 'The server reports about its export: warning value, 1 times.' },
      ]);
    }
  });

  it('B12, B18: lists deleted resources, by relative or absolute URL, each once', async () => {
    const entry = (method: string, url: string) => ({ request: { method, url } });
    const bundle = (...entries: readonly object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });
    const deleted = [
      {
        name: 'd.ndjson',
        type: 'Bundle',
        lines: [
          bundle(entry('DELETE', 'Patient/p7'), entry('DELETE', 'https://ehr.example/fhir/Observation/o8')),
          bundle(entry('DELETE', 'Patient/p7'), entry('POST', 'Patient/p9'), entry('DELETE', 'Patient?x=1')),
          [1],
        ],
      },
    ];
    const fetched = await (await exported({ deleted })).input;
    expect(fetched.deleted).toEqual(['Patient/p7', 'Observation/o8']);
    expect(fetched.files).toHaveLength(2);
    expect(fetched.problems).toMatchObject([{ code: 'broken-line', file: '0.0.deleted.ndjson', line: 3 }]);
  });

  it('B10, BV6: records a count that does not match, and takes what came', async () => {
    const said = { count: 5 };
    const fetched = await (await exported({ output: [{ ...patients, said }, observations] })).input;
    expect(text(fetched)).toBe(whole);
    expect(fetched.problems).toMatchObject([{ code: 'count-mismatch', file: '0.0.Patient.ndjson' }]);
  });

  it('B17, BV6: takes output organised by patient: no types, continuesInFile by bare name, headers beside the count', async () => {
    const header = (id: string) => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'header', valueReference: { reference: `Patient/${id}` } }],
    });
    const blocks = [
      {
        name: '1.output.ndjson',
        lines: [header('p1'), patient('p1')],
        said: { count: 1, continuesInFile: '2.output.ndjson' },
      },
      { name: '2.output.ndjson', lines: [header('p1'), observation('o1', 'p1')], said: { count: 1 } },
    ];
    const options = { organiseByPatient: true };
    const { bulk, input } = await exported({ output: blocks, manifest: { outputOrganizedBy: 'Patient' } }, options);
    const fetched = await input;
    expect(fetched.files.map(({ name }) => name)).toEqual(['0.0.output.ndjson', '0.1.output.ndjson']);
    expect(fetched.problems).toEqual([]);
    expect(bulk.asked[0]?.path).toContain('organizeOutputBy=Patient');
    const lost = await exported({ output: [{ ...blocks[0]!, said: { continuesInFile: '9.output.ndjson' } }] }, options);
    expect(codes(await lost.input)).toEqual(['continuation-missing']);
  });

  it('BV8: downloads several files at the same time, and no more than were allowed', async () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ ...patients, name: `${at}.Patient.ndjson` }));
    let open = 0;
    let most = 0;
    const { input } = await exported(
      {
        output: many,
        deviate: async ({ path }) => {
          if (!path.startsWith('/files/')) return undefined;
          most = Math.max(most, ++open);
          await new Promise((resolve) => setTimeout(resolve, 5));
          open -= 1;
          return undefined;
        },
      },
      { atOnce: 3 },
    );
    expect((await input).files).toHaveLength(12);
    expect(most).toBe(3);
  });
});
