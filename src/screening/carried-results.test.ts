import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countingCrew } from './counting-crew.fixture.ts';
import type { FetchedInput } from './input.ts';
import type { PatientResult } from './patient-result.ts';
import { type ScreenOptions, screen } from './screen.ts';
import type { ScreeningSource } from './source.ts';

let work: string;
let asked: string[];
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'carried-'));
  asked = [];
});
afterEach(() => rm(work, { recursive: true, force: true }));

const crew = () => countingCrew((id) => asked.push(id));

const patient = (id: string, more = {}) => ({ resourceType: 'Patient', id, birthDate: '1980-01-01', ...more });
const condition = (id: string, of: string, text = 'Tremor') => ({
  resourceType: 'Condition',
  id,
  code: { text },
  subject: { reference: `Patient/${of}` },
});

async function fetched(name: string, lines: readonly object[], deleted: readonly string[] = []): Promise<FetchedInput> {
  await mkdir(join(work, 'in'), { recursive: true });
  const path = join(work, 'in', name);
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { files: [{ path, gzip: false, name }], transactionTime: '2026-01-01T00:00:00Z', deleted, problems: [] };
}

/** A source that brings these one after the other, and nothing new after the last. */
function exporting(fetches: readonly FetchedInput[], incremental = true): ScreeningSource {
  let run = 0;
  const nothing = { files: [], transactionTime: '2026-01-01T00:00:00Z', deleted: [], problems: [] };
  return { description: 'export', incremental, fetch: async () => fetches[run++] ?? nothing };
}

async function run(source: ScreeningSource, more: Partial<ScreenOptions> = {}) {
  asked = [];
  const results: PatientResult[] = [];
  const state = await screen({
    source,
    screenings: join(work, 'screenings'),
    crew,
    assessedBy: 'model 1',
    sizes: { sliceBytes: 700, bucketBytes: 1200 },
    async publish(screened) {
      for await (const result of screened.results()) results.push(result);
    },
    ...more,
  });
  const found = Object.fromEntries(results.map((result) => [result.patient.replace('Patient/', ''), result.findings]));
  return { state, found, asked: asked.toSorted() };
}

const ids = Array.from({ length: 20 }, (_, at) => `p${at}`);
const first = () =>
  fetched('first.ndjson', [...ids.map((id) => patient(id)), ...ids.map((id) => condition(`c-${id}`, id))]);

describe('the next run of a source that tells what has changed', () => {
  it('B20: reassesses whom something new is known of, and keeps the results of the others', async () => {
    const news = [
      condition('c-new', 'p3'),
      condition('c-p5', 'p5', 'Ataxia'),
      patient('p20'),
      condition('c-p20', 'p20'),
    ];
    const source = exporting([await first(), await fetched('second.ndjson', news, ['Condition/c-p7', 'Patient/p9'])]);
    expect((await run(source)).asked).toHaveLength(20);
    const second = await run(source);
    expect(second.asked).toEqual(['p20', 'p3', 'p5', 'p7']);
    expect(second.state).toMatchObject({ patients: 20, assessed: 20, carriedOver: 16 });
    const { p9: _, ...others } = Object.fromEntries(ids.map((id) => [id, 1]));
    expect(second.found).toEqual({ ...others, p3: 2, p7: 0, p20: 1 });
    // And on: what was carried over once is carried over again.
    const third = await run(source);
    expect(third.asked).toEqual([]);
    expect(third.found).toEqual(second.found);
    const [folder = ''] = await readdir(join(work, 'screenings'));
    expect(await readdir(join(work, 'screenings', folder))).not.toContain('earlier');
  });

  it.each<[string, Partial<ScreenOptions>]>([
    ['another model', { assessedBy: 'model 2' }],
    ['another time that was asked for', { at: new Date('2026-02-01') }],
    ['much larger buckets', { sizes: { sliceBytes: 700, bucketBytes: 100 } }],
  ])('assesses everybody anew for %s', async (_, more) => {
    const source = exporting([await first()]);
    await run(source);
    expect((await run(source, more)).asked).toHaveLength(20);
  });

  it('assesses everybody anew when that is asked for, and where a source does not tell', async () => {
    const all = [await first(), await first()];
    await run(exporting(all));
    expect((await run(exporting(all), { full: true })).asked).toHaveLength(20);
    expect((await run(exporting(all, false))).asked).toHaveLength(20);
  });

  it('tells again what was wrong with a record', async () => {
    const source = exporting([await fetched('first.ndjson', [patient('p1'), { resourceType: 'Patient', id: 'p2' }])]);
    expect((await run(source)).state.problems).toBe(1);
    const { state, asked: again } = await run(source);
    expect(again).toEqual(['p2']);
    expect(state).toMatchObject({ patients: 2, carriedOver: 1, problems: 1 });
  });

  it('goes on where it was stopped, with the results of the run before', async () => {
    const source = exporting([await first(), await fetched('second.ndjson', [condition('c-new', 'p3')])]);
    await run(source);
    const failing = run(source, { publish: () => Promise.reject(new Error('no room')) });
    await expect(failing).rejects.toThrow('no room');
    const { found, state } = await run(source);
    expect(found).toEqual({ ...Object.fromEntries(ids.map((id) => [id, 1])), p3: 2 });
    expect(state).toMatchObject({ carriedOver: 19 });
  });
});
