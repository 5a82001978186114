import { afterEach, describe, expect, it } from 'vitest';
import type { EhrServer } from '../../../test/fixtures/ehr-server.ts';
import { listenAsEhr, openEhr, sendJson } from '../../../test/fixtures/ehr-server.ts';
import {
  type Misdeed,
  misdeeds,
  openMisbehavingEhr,
  openPagingEhr,
  strayLinks,
} from '../../../test/fixtures/ehr-server-misbehaving.ts';
import { allowedFhirServer } from '../server-guard.ts';
import { type EhrReaderOptions, ehrReader, type ReadProblem } from './ehr-reader.ts';

const open: EhrServer[] = [];
async function opened(server: Promise<EhrServer>): Promise<EhrServer> {
  open.push(await server);
  return open.at(-1)!;
}
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

function reading(server: string, options: Partial<EhrReaderOptions> = {}) {
  const problems: ReadProblem[] = [];
  const reader = ehrReader({
    server,
    guard: (url) => allowedFhirServer(url, { servers: [server] }),
    deadlineMs: 8000,
    pages: 5,
    report: (problem) => problems.push(problem),
    ...options,
  });
  return { reader, problems };
}

const failed = { resourceType: 'OperationOutcome' };
const patient = { resourceType: 'Patient', id: 'p1', gender: 'female' };
const lab = (id: string) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'Sodium' },
  subject: { reference: 'Patient/p1' },
  category: [{ coding: [{ code: 'laboratory' }] }],
});
const labs = { query: 'Observation?patient=p1&category=laboratory' };
const idsOf = (bundle: unknown) =>
  ((bundle as { entry?: { resource: { id: string } }[] }).entry ?? []).map(({ resource }) => resource.id);

describe('ehrReader', () => {
  it('C13 presents the token with every request, follows the pages, and says null for what does not exist', async () => {
    const ehr = await opened(openEhr([patient, lab('o1'), lab('o2'), lab('o3')], { token: 's3cr3t', pageSize: 2 }));
    const { reader, problems } = reading(ehr.base, { token: 's3cr3t' });
    const obtained = await reader.obtain({
      patient: { query: 'Patient/p1' },
      nobody: { query: 'Patient/p2' },
      labs,
      vitals: { query: 'Observation?patient=p1&category=vital-signs' },
    });
    expect(obtained).toMatchObject({ patient, nobody: null, vitals: { resourceType: 'Bundle', total: 0 } });
    expect(idsOf(obtained.labs)).toEqual(['o1', 'o2', 'o3']);
    expect(obtained.labs).not.toHaveProperty('link.0');
    expect(problems).toEqual([]);
    expect(ehr.requests.map(({ authorization }) => authorization)).toEqual(Array(5).fill('Bearer s3cr3t'));
  });

  it('C15 sends no Authorization to an open server', async () => {
    const ehr = await opened(openEhr([patient]));
    expect(await reading(ehr.base).reader.obtain({ patient: { query: 'Patient/p1' } })).toMatchObject({ patient });
    expect(ehr.requests).toMatchObject([{ authorization: undefined }]);
  });

  it('C13 asks for everything at the same time', async () => {
    const waiting: (() => void)[] = [];
    const ehr = await opened(
      listenAsEhr((_, response) => {
        waiting.push(() => sendJson(response, { resourceType: 'Bundle' }));
        if (waiting.length === 4) for (const send of waiting.splice(0)) send();
      }),
    );
    const { reader } = reading(ehr.base);
    const obtained = await reader.obtain({ a: labs, b: labs, c: labs, d: labs });
    expect(Object.values(obtained)).toEqual(Array(4).fill({ resourceType: 'Bundle' }));
  });

  it('C16 contacts no server that is not allowed, and none that is not allowed in time', async () => {
    const ehr = await opened(openEhr([patient]));
    const { reader, problems } = reading(ehr.base, { guard: (url) => allowedFhirServer(url, { servers: [] }) });
    expect(await reader.obtain({ labs })).toEqual({});
    const slow = reading(ehr.base, { guard: () => new Promise(() => {}), deadlineMs: 20 });
    expect(await slow.reader.obtain({ labs })).toEqual({});
    expect([problems, slow.problems]).toEqual([[{ reason: 'not-listed' }], [{ reason: 'unresolved' }]]);
    expect(ehr.requests).toEqual([]);
  });

  it('C13 does not ask for what the scope rules out', async () => {
    const ehr = await opened(openEhr([patient]));
    const { reader, problems } = reading(ehr.base, { token: 't', scope: 'launch patient/Patient.rs' });
    expect(await reader.obtain({ patient: { query: 'Patient/p1' }, labs })).toMatchObject({ patient, labs: failed });
    expect(problems).toEqual([{ reason: 'scope', type: 'Observation' }]);
    expect(ehr.requests).toHaveLength(1);
  });

  it('takes another resource than the one that was asked for as a failure', async () => {
    const ehr = await opened(listenAsEhr((_, response) => sendJson(response, { ...patient, id: 'p2' })));
    const { reader, problems } = reading(ehr.base);
    expect(await reader.obtain({ patient: { query: 'Patient/p1' } })).toEqual({ patient: failed });
    expect(problems).toEqual([{ reason: 'not-fhir', type: 'Patient' }]);
  });

  it('C14 has nothing to print or store but its method', async () => {
    const { reader } = reading('https://ehr.example/fhir', { token: 's3cr3t' });
    expect([JSON.stringify(reader), Object.keys(reader)]).toEqual(['{}', ['obtain']]);
  });
});

describe('ehrReader before an EHR that misbehaves', () => {
  const reasons: Readonly<Record<Misdeed, ReadProblem>> = {
    slow: { reason: 'timeout' },
    trickling: { reason: 'timeout' },
    dying: { reason: 'unreachable' },
    'internal error': { reason: 'status', status: 500 },
    forbidden: { reason: 'status', status: 403 },
    redirecting: { reason: 'unreachable' },
    html: { reason: 'not-fhir' },
    'not FHIR': { reason: 'not-fhir' },
    'JSON null': { reason: 'unreachable' },
    'another resource': { reason: 'not-fhir' },
    bottomless: { reason: 'not-fhir' },
  };

  it.each(Object.entries(misdeeds) as [Misdeed, string][])(
    'C16 C18 %s: it %s, which costs that key only, within the deadline',
    async (misdeed, _) => {
      const elsewhere = await opened(listenAsEhr((_path, response) => sendJson(response, { resourceType: 'Bundle' })));
      const ehr = await opened(openMisbehavingEhr(misdeed, elsewhere.base));
      const hangs = reasons[misdeed].reason === 'timeout';
      const { reader, problems } = reading(ehr.base, { token: 's3cr3t', ...(hangs && { deadlineMs: 400 }) });
      const started = performance.now();
      const obtained = await reader.obtain({ patient: { query: 'Patient/p1' }, labs });
      expect(performance.now() - started).toBeLessThan(1900);
      expect(obtained).toEqual({ patient: { resourceType: 'Patient', id: 'p1' }, labs: failed });
      expect(problems).toEqual([{ ...reasons[misdeed], type: 'Observation' }]);
      expect(elsewhere.requests).toEqual([]);
    },
  );
});

describe('ehrReader following pages', () => {
  it.each(Object.entries(strayLinks))('C11 C16 stays on the origin when a link leads to %s', async (_, link) => {
    const ehr = await opened(openPagingEhr((base) => link(base)));
    const { reader, problems } = reading(ehr.base, { token: 's3cr3t' });
    const { found } = await reader.obtain({ found: labs });
    expect([idsOf(found), problems, ehr.requests.length]).toEqual([['o1'], [{ reason: 'foreign-link' }], 1]);
    expect(found).toHaveProperty('link.0.relation', 'next');
  });

  it('C11 stops after so many pages, and says that there are more', async () => {
    const ehr = await opened(openPagingEhr((base, page) => `${base}/Observation?page=${page + 1}`));
    const { reader, problems } = reading(ehr.base, { pages: 3 });
    const { found } = await reader.obtain({ found: labs });
    expect([idsOf(found), problems]).toEqual([['o1', 'o2', 'o3'], [{ reason: 'too-many-pages' }]]);
    expect(found).toHaveProperty('link.0.relation', 'next');
  });

  it('C11 ends where a page leads back to itself', async () => {
    const ehr = await opened(openPagingEhr((base) => `${base}/Observation?page=1`));
    await reading(ehr.base).reader.obtain({ found: labs });
    expect(ehr.requests).toHaveLength(5);
  });

  it('C11 keeps the pages that it has when a later one fails', async () => {
    const ehr = await opened(openPagingEhr((base, page) => (page === 1 ? 'Observation?page=2' : `${base}/nowhere`)));
    const broken = await opened(
      listenAsEhr((path, response, base) =>
        path.includes('page=2')
          ? sendJson(response, {}, 500)
          : sendJson(response, { resourceType: 'Bundle', link: [{ relation: 'next', url: `${base}/x?page=2` }] }),
      ),
    );
    expect(idsOf((await reading(ehr.base, { pages: 2 }).reader.obtain({ found: labs })).found)).toEqual(['o1', 'o2']);
    const { reader, problems } = reading(broken.base);
    expect((await reader.obtain({ found: labs })).found).toHaveProperty('link.0.relation', 'next');
    expect(problems).toEqual([{ reason: 'status', status: 500 }]);
  });

  it('C11 C13 goes on from a page that the client has sent', async () => {
    const ehr = await opened(
      openPagingEhr((base, page) => (page < 3 ? `${base}/Observation?page=${page + 1}` : undefined)),
    );
    const page = {
      resourceType: 'Bundle',
      entry: [{ resource: { resourceType: 'Observation', id: 'o1' } }],
      link: [{ relation: 'next', url: `${ehr.base}/Observation?page=2` }],
    };
    const { labs } = await reading(ehr.base, { token: 't' }).reader.obtain({ labs: { page } });
    expect([idsOf(labs), ehr.requests.map(({ authorization }) => authorization)]).toEqual([
      ['o1', 'o2', 'o3'],
      ['Bearer t', 'Bearer t'],
    ]);
  });
});
