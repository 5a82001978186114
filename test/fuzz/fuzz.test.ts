import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf } from '../conformance/answers.ts';
import { type FuzzRequest, fuzzRequest, onTheWire } from './requests.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

/** `npm run fuzz` sends 20,000. The same seed draws the same requests. */
const requests = Number(process.env.FUZZ_REQUESTS ?? 1000);
const seed = Number(process.env.FUZZ_SEED ?? 20_261_121);

/** No request may take longer, in milliseconds, even on a busy machine. */
const patience = 30_000;
/** Statuses that a mangled request may earn. */
const statuses: readonly number[] = [200, 400, 401, 404, 405, 412, 413, 415, 431];
/** Growth of the resident set in MiB that is no leak: the heap of a young process is still finding its size. */
const mostGrowth = 32;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess({ DEADLINE_MS: '30000' });
}, 120_000);
afterAll(() => server?.stop());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function send(drawn: FuzzRequest): Promise<Answer> {
  const { path, ...init } = onTheWire(drawn);
  const response = await fetch(server.url + path, { ...init, signal: AbortSignal.timeout(patience) });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

/** What is wrong with an answer, whatever was asked. */
function problemsWith({ status, type, text }: Answer): readonly string[] {
  if (!statuses.includes(status)) return [`status ${status}: ${text.slice(0, 500)}`];
  // 401 gives no reason; 431 comes from Node, before there is a request.
  const wordless = status === 401 || status === 431;
  if (!type.includes('json')) return status >= 400 && !wordless ? [`${status} without a word`] : [];
  const json = JSON.parse(text);
  return [
    ...(status >= 400 && json.resourceType !== 'OperationOutcome' ? [`${status} is no OperationOutcome`] : []),
    ...(/\.[jt]s:\d+|node_modules|[A-Z]\w*Error: /.test(text) ? [`the inside shows: ${text.slice(0, 500)}`] : []),
    // JSON.stringify escapes nothing of this range but halves of surrogate pairs, which are no text (RFC 8259 §8.2).
    ...(/\\ud[89a-f]/.test(JSON.stringify(json)) ? ['half a surrogate pair'] : []),
  ];
}

/** The first diagnosis for a record that was not changed. */
async function firstDiagnosis(): Promise<unknown> {
  const entry = resourcesOf('tall-boy-lens').map((resource) => ({ resource }));
  const response = await fetch(`${server.url}/fhir/$differential`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }),
  });
  const { entry: answered } = (await response.json()) as { entry: { resource: { prediction?: unknown[] } }[] };
  return answered.flatMap(({ resource }) => resource.prediction?.[0] ?? [])[0];
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const quarter = (values: readonly number[], which: number) =>
  values.slice((values.length * which) / 4, (values.length * (which + 1)) / 4);
/** Resident set in MiB, the median of each quarter of the run. */
const byQuarter = (values: readonly number[]) => [0, 1, 2, 3].map((at) => Math.round(median(quarter(values, at))));

describe(`${requests} mangled requests`, () => {
  const seen = new Map<number, number>();
  const residentMb: number[] = [];
  const began = Date.now();
  let before: unknown;

  afterAll(() => {
    const statuses = [...seen].map(([status, count]) => `${count} × ${status}`).join(', ');
    const seconds = Math.round((Date.now() - began) / 1000);
    process.stderr.write(`${requests} requests, ${seconds} s: ${statuses}; MiB by quarter: ${byQuarter(residentMb)}\n`);
  });

  it('T1 T5 C19: are each answered by a card, a result or an OperationOutcome', {
    timeout: 120_000 + requests * 500,
  }, async () => {
    before = await firstDiagnosis();
    await fc.assert(
      fc.asyncProperty(fuzzRequest, async (drawn) => {
        const answer = await send(drawn);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        residentMb.push(server.residentMb());
        expect(problemsWith(answer)).toEqual([]);
      }),
      { numRuns: requests, seed },
    );
  });

  it('reach the pipeline as often as they are refused', () => {
    expect(seen.get(200)).toBeGreaterThan(requests / 2);
    expect(seen.get(400)).toBeGreaterThan(requests / 20);
  });

  it('leave the process running, with no error in its log, and the same answer to a sound record', async () => {
    expect(server.alive()).toBe(true);
    expect(server.errors).toEqual([]);
    expect(before).toBeDefined();
    expect(await firstDiagnosis()).toEqual(before);
  });

  it.skipIf(process.platform !== 'linux')('leave its memory flat (needs /proc)', () => {
    const quarters = byQuarter(residentMb);
    expect(quarters[3]! - quarters[1]!, `MiB by quarter: ${quarters.join(', ')}`).toBeLessThan(mostGrowth);
  });
});
