import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.ts';
import { systemClock } from '../../src/screening/bulk/patience.ts';
import { type CrawlOptions, crawlPatients } from '../../src/screening/crawl/crawl-patients.ts';
import type { FetchedInput } from '../../src/screening/input.ts';
import { testClock } from '../fixtures/bulk-server.ts';
import { type EhrServer, listenAsEhr, openEhr, sendJson } from '../fixtures/ehr-server.ts';
import { temporaryFolder } from '../fixtures/temporary-file.ts';

const opened: EhrServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

const subject = (id: string) => ({ reference: `Patient/${id}` });
const category = (code: string) => [{ coding: [{ code }] }];
const record = (id: string, labs: number) => [
  { resourceType: 'Patient', id, gender: 'female' },
  { resourceType: 'Condition', id: `${id}-c`, subject: subject(id), category: category('problem-list-item') },
  ...Array.from({ length: labs }, (_, at) => ({
    resourceType: 'Observation',
    id: `${id}-o${at}`,
    status: 'final',
    code: { text: 'x' },
    subject: subject(id),
    category: category(at % 2 === 0 ? 'laboratory' : 'vital-signs'),
  })),
];

async function ehr(server: Promise<EhrServer>): Promise<EhrServer> {
  const open = await server;
  opened.push(open);
  return open;
}

function crawl({ base }: EhrServer, options: Partial<CrawlOptions> & Pick<CrawlOptions, 'patients'>) {
  const clock = testClock();
  return { clock, input: crawlPatients({ server: base, work: temporaryFolder(), clock, ...options }) };
}

const lines = ({ files }: FetchedInput) =>
  files.flatMap(({ path }) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
const ids = (input: FetchedInput) => lines(input).map((line) => JSON.parse(line).id);

describe('BV1: crawlPatients, by searches for each patient, e.g. for Epic', () => {
  it('reads patients with all pages, each once, however they are named', async () => {
    const server = await ehr(openEhr([...record('p1', 25), ...record('p2', 3), ...record('p3', 1)], { pageSize: 4 }));
    const patients = ['p1', 'Patient/p2', ' p1 ', '', `${server.base}/Patient/p2`, 'not an id!'];
    const input = await crawl(server, { patients }).input;
    expect(ids(input).sort()).toEqual([...record('p1', 25), ...record('p2', 3)].map(({ id }) => id).sort());
    expect(input.problems).toMatchObject([
      { code: 'patient-id-invalid', text: expect.not.stringContaining('not an id') },
    ]);
    expect(input).not.toHaveProperty('transactionTime');
  });

  it('sends its token, and keeps its pace, over all patients', async () => {
    const server = await ehr(openEhr([...record('p1', 1), ...record('p2', 1)], { token: 'secret' }));
    const access = { token: async () => 'secret', refuse: () => {} };
    const { clock, input } = crawl(server, { patients: ['p1', 'p2'], access, perMinute: 60, atOnce: 2 });
    const start = clock.now();
    expect(lines(await input)).toHaveLength(6);
    expect(server.requests).toHaveLength(10);
    expect(clock.now() - start).toBeGreaterThanOrEqual(9000);
  });

  it('says which patients are not there, and which were deleted', async () => {
    const server = await ehr(
      listenAsEhr((path, response) =>
        sendJson(response, { resourceType: 'OperationOutcome' }, path.includes('gone') ? 410 : 404),
      ),
    );
    const input = await crawl(server, { patients: ['never', 'gone'] }).input;
    expect(input.deleted).toEqual(['Patient/gone']);
    expect(input.files).toEqual([]);
    expect(input.problems.map(({ code, reference }) => [code, reference])).toEqual([
      ['patient-not-found', 'Patient/never'],
      ['patient-not-found', 'Patient/gone'],
    ]);
  });

  it('keeps what it has when a search is refused, when pages are too many, and when a link leads astray', async () => {
    const server = await ehr(
      listenAsEhr((path, response, base) => {
        if (path.startsWith('Patient/')) return sendJson(response, { resourceType: 'Patient', id: 'p1' });
        if (path.includes('encounter-diagnosis')) return sendJson(response, { resourceType: 'OperationOutcome' }, 403);
        const [resourceType] = path.split('?');
        const next = path.includes('vital-signs') ? 'https://elsewhere.example/fhir' : `${base}/${path}`;
        const entry = [{ resource: { resourceType, id: 'x' } }, { resource: { resourceType: 'OperationOutcome' } }];
        sendJson(response, { resourceType: 'Bundle', entry, link: [{ relation: 'next', url: next }] });
      }),
    );
    const input = await crawl(server, { patients: ['p1'], pages: 2 }).input;
    expect(lines(input)).toHaveLength(6);
    expect(input.problems.map(({ text }) => /\((.*)\)/.exec(text)?.[1])).toEqual([
      'too-many-pages',
      '403',
      'too-many-pages',
      'foreign-link',
    ]);
  });

  it('B7: when the server asks one request to wait, all wait', async () => {
    const arrivals: number[] = [];
    const server = await ehr(
      listenAsEhr((path, response) => {
        arrivals.push(Date.now());
        if (arrivals.length === 4) return void response.writeHead(429, { 'Retry-After': '20' }).end();
        if (path.startsWith('Patient/')) return sendJson(response, { resourceType: 'Patient', id: path.split('/')[1] });
        sendJson(response, { resourceType: 'Bundle', type: 'searchset' });
      }),
    );
    const patients = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    const waits = { shortestMs: 400, longestMs: 400 };
    const { input } = crawl(server, { patients, perMinute: 6000, atOnce: 3, waits, clock: systemClock });
    expect(ids(await input).sort()).toEqual(patients);
    const [told = 0, ...later] = arrivals.slice(3);
    // Two others may have been on their way.
    expect(later.filter((time) => time < told + 350).length).toBeLessThanOrEqual(2);
  });

  it.each([
    [503, 'FHIR_SERVER_UNAVAILABLE'],
    [401, 'ACCESS_REFUSED'],
  ])('stops when no patient would fare better (%d), and goes on later', async (status, code) => {
    let down = false;
    const server = await ehr(
      listenAsEhr((path, response) => {
        if (path.includes('p2')) down = true;
        if (down) return void response.writeHead(status).end();
        if (path.startsWith('Patient/')) return sendJson(response, { resourceType: 'Patient', id: path.split('/')[1] });
        sendJson(response, { resourceType: 'Bundle', type: 'searchset' });
      }),
    );
    const work = temporaryFolder();
    const patients = ['p1', 'p2'];
    await expect(crawl(server, { patients, work, atOnce: 1 }).input).rejects.toMatchObject({ code });
    const healthy = await ehr(openEhr([...record('p1', 1), ...record('p2', 1)]));
    expect(ids(await crawl(healthy, { patients, work }).input).sort()).toEqual(['p1', 'p2', 'p2-c', 'p2-o0']);
  });
});

describe('BV1: a crawl that is killed with SIGKILL', { timeout: 120_000 }, () => {
  it('goes on where it stopped, with nothing lost or repeated', async () => {
    const patients = Array.from({ length: 12 }, (_, at) => `p${at}`);
    const resources = patients.flatMap((id) => record(id, 4));
    const whole = await openEhr(resources);
    opened.push(whole);
    let child: ChildProcess | undefined;
    let asked = 0;
    const moments = [7, 31, 58];
    const server = await ehr(
      listenAsEhr(async (path, response) => {
        asked += 1;
        if (asked === moments[0]) {
          moments.shift();
          child!.kill('SIGKILL');
        }
        const answer = await fetch(`${whole.base}/${path}`);
        sendJson(response, await answer.json(), answer.status);
      }),
    );
    const work = temporaryFolder();
    let printed = '';
    for (let round = 0; round < 4; round += 1) {
      const client = join(projectRoot, 'test', 'fixtures', 'bulk-server-client.ts');
      child = spawn(process.execPath, ['--import', 'tsx', client, 'crawl', server.base, work, ...patients], {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      printed = '';
      child.stdout!.setEncoding('utf8').on('data', (chunk) => {
        printed += chunk;
      });
      await once(child, 'close');
      expect(printed === '').toBe(round < 3);
    }
    const input: FetchedInput = JSON.parse(printed);
    expect(ids(input).sort()).toEqual(resources.map(({ id }) => id).sort());
    expect(input.files.length).toBeGreaterThan(1);
    expect(input.problems).toEqual([]);
  });
});
