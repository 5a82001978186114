import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countingCrew } from './counting-crew.fixture.ts';
import type { Crew } from './crew.ts';
import type { FetchedInput, InputProblem } from './input.ts';
import type { PatientResult } from './patient-result.ts';
import { listRuns } from './run-state.ts';
import { type ScreenOptions, screen } from './screen.ts';
import type { FetchOptions, ScreeningSource } from './source.ts';

let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'screen-'));
});
afterEach(() => rm(work, { recursive: true, force: true }));

const crew = () => countingCrew();

async function write(name: string, lines: readonly (object | string)[]): Promise<FetchedInput['files'][number]> {
  const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
  await mkdir(join(work, 'in'), { recursive: true });
  const gzip = name.endsWith('.gz');
  await writeFile(join(work, 'in', name), gzip ? gzipSync(text) : text);
  return { path: join(work, 'in', name), gzip, name };
}

const fixed = (files: FetchedInput['files']): ScreeningSource => ({
  description: 'files',
  incremental: false,
  fetch: async () => ({ files, deleted: [], problems: [] }),
});

async function run(source: ScreeningSource, more: Partial<ScreenOptions> = {}) {
  const results: PatientResult[] = [];
  const problems: InputProblem[] = [];
  const state = await screen({
    source,
    screenings: join(work, 'screenings'),
    crew,
    assessedBy: '1',
    sizes: { sliceBytes: 300, bucketBytes: 500 },
    async publish(screened) {
      for await (const result of screened.results()) results.push(result);
      for await (const problem of screened.problems()) problems.push(problem);
    },
    ...more,
  });
  const found = Object.fromEntries(results.map(({ patient, findings }) => [patient, findings]));
  return { state, found, problems };
}

const patient = (id: string, more = {}) => ({ resourceType: 'Patient', id, birthDate: '1980-01-01', ...more });
const fortyPatients = async () => {
  const patients = Array.from({ length: 40 }, (_, at) => patient(`p${at}`));
  return fixed([await write('Patient.ndjson', patients)]);
};
const condition = (id: string, of: string, more = {}) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: `Patient/${of}` },
  ...more,
});

describe('screen', () => {
  it('brings the resources of a patient together, wherever they stand', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => `p${at}`);
    const files = [
      await write(
        'Condition.1.ndjson',
        ids.map((id) => condition(`a-${id}`, id)),
      ),
      await write(
        'Condition.2.ndjson.gz',
        ids.toReversed().map((id) => condition(`b-${id}`, id)),
      ),
      await write(
        'Encounter.ndjson',
        ids.map((id) => ({ resourceType: 'Encounter', id })),
      ),
      await write(
        'Patient.ndjson',
        ids.map((id) => patient(id)),
      ),
    ];
    const { state, found, problems } = await run(fixed(files));
    expect(found).toEqual(Object.fromEntries(ids.map((id) => [`Patient/${id}`, 2])));
    expect(problems).toEqual([]);
    expect(state).toMatchObject({ phase: 'finished', patients: 30, assessed: 30, lines: 120, problems: 0 });
    const [folder = ''] = await readdir(join(work, 'screenings'));
    // The records themselves do not stay.
    expect(await readdir(join(work, 'screenings', folder))).not.toContain('spills');
    expect(await listRuns(join(work, 'screenings'))).toMatchObject([{ id: folder, phase: 'finished' }]);
  });

  it('counts what is broken with file and line, and goes on', async () => {
    const long = JSON.stringify(condition('long', 'p1', { note: 'x'.repeat(17 * 1024 * 1024) }));
    const unusedLong = JSON.stringify({ resourceType: 'Binary', id: 'b', data: 'x'.repeat(17 * 1024 * 1024) });
    const files = [
      await write('Condition.ndjson', [
        ...Array.from({ length: 10 }, (_, at) => condition(`c${at}`, 'p1')),
        '{"resourceType":"Condition","id":"x","subj',
        `{"resourceType":"Condition","id":"y","subject":{"reference":"Patient/p1"},"code":`,
        '',
        { resourceType: 'Condition', id: 'z' },
        condition('stray', 'nobody'),
        long,
        unusedLong,
        condition('last', 'p2'),
      ]),
      await write('Patient.ndjson', [patient('p1'), { resourceType: 'Patient', id: 'p2' }, patient('p1')]),
    ];
    const { state, found, problems } = await run(fixed(files), { sizes: { sliceBytes: 300, bucketBytes: 10_000_000 } });
    expect(found).toEqual({ 'Patient/p1': 10, 'Patient/p2': 1 });
    expect(problems.map(({ code, file, line }) => `${code} ${file}:${line}`).sort()).toEqual([
      'broken-line Condition.ndjson:11',
      'broken-line Condition.ndjson:12',
      'duplicate-patient Patient.ndjson:1',
      'line-too-long Condition.ndjson:16',
      'no-birth-date Patient.ndjson:2',
      'no-patient Condition.ndjson:14',
      'unknown-patient Condition.ndjson:15',
    ]);
    expect(state.problems).toBe(problems.length);
  });

  it('uses what a damaged file holds before its damage', async () => {
    const file = await write(
      'Patient.ndjson.gz',
      Array.from({ length: 2000 }, (_, at) => patient(`p${at * 7919}`)),
    );
    const bytes = gzipSync(Array.from({ length: 2000 }, (_, at) => JSON.stringify(patient(`p${at}`))).join('\n'));
    await writeFile(file.path, bytes.subarray(0, bytes.length / 2));
    const { state, problems } = await run(fixed([file]));
    expect(state.patients).toBeGreaterThan(10);
    expect(problems.map(({ code }) => code)).toContain('file-damaged');
  });

  it('adds what has changed to what is there, and takes away what was deleted', async () => {
    const asked: FetchOptions[] = [];
    const fetches: FetchedInput[] = [
      {
        files: [await write('1.ndjson', [patient('p1'), patient('p2'), condition('a', 'p1'), condition('b', 'p1')])],
        transactionTime: '2026-01-01T00:00:00Z',
        deleted: [],
        problems: [],
      },
      {
        files: [
          await write('2.ndjson', [condition('a', 'p1', { note: 'changed' }), condition('c', 'p1'), patient('p3')]),
        ],
        transactionTime: '2026-01-02T00:00:00Z',
        deleted: ['Patient/p2', 'Condition/b'],
        problems: [],
      },
    ];
    const source: ScreeningSource = {
      description: 'export',
      incremental: true,
      async fetch(options) {
        asked.push(options);
        return fetches[asked.length - 1]!;
      },
    };
    expect((await run(source)).found).toEqual({ 'Patient/p1': 2, 'Patient/p2': 0 });
    expect((await run(source)).found).toEqual({ 'Patient/p1': 2, 'Patient/p3': 0 });
    expect(asked.map(({ since, earlier }) => [since, earlier.length])).toEqual([
      [undefined, 0],
      ['2026-01-01T00:00:00Z', 1],
    ]);
  });

  it('goes on where it was stopped, and does nothing twice', async () => {
    const source = await fortyPatients();
    const stop = new AbortController();
    let tasks = 0;
    const counting = (limit: number) => () => {
      const { run: runAll, close } = crew();
      const counted: Crew['run'] = (given, onDone, signal) =>
        runAll(
          given,
          (task, result) => {
            tasks += 1;
            if (tasks === limit) stop.abort();
            onDone(task, result);
          },
          signal,
        );
      return { run: counted, close };
    };
    const stopped = await run(source, { crew: counting(3), signal: stop.signal });
    expect(stopped.state.stopped).toBe('interrupted');
    const before = tasks;
    const { state, found } = await run(source, { crew: counting(Number.POSITIVE_INFINITY) });
    expect(state).toMatchObject({ phase: 'finished', patients: 40, lines: 40 });
    expect(Object.keys(found)).toHaveLength(40);
    tasks = 0;
    await run(source, { crew: counting(Number.POSITIVE_INFINITY) });
    // A run after a finished one does everything again: as much as both parts together.
    expect(before).toBe(3);
    expect(tasks).toBeGreaterThan(3);
  });

  it('hands on what is done while others are still assessed, and says so when it ends early', async () => {
    const source = await fortyPatients();
    const stop = new AbortController();
    let heard = () => {};
    const first = new Promise<void>((resolve) => {
      heard = resolve;
    });
    // After its first bucket the crew does nothing until somebody has read that bucket.
    const waiting = (): Crew => {
      const { run: runAll, close } = crew();
      return {
        close,
        async run(tasks, onDone, signal) {
          const [one, ...others] = tasks;
          if (one?.kind !== 'screen') return runAll(tasks, onDone, signal);
          await runAll([one], onDone, signal);
          await first;
          await runAll(others, onDone, signal);
        },
      };
    };
    const seen: string[] = [];
    let broke: unknown;
    const publish: ScreenOptions['publish'] = async ({ results, assessed }) => {
      try {
        for await (const result of results()) {
          seen.push(result.patient);
          stop.abort();
          heard();
        }
      } catch (thrown) {
        broke = thrown;
      }
      await assessed();
    };
    const { state } = await run(source, { crew: waiting, signal: stop.signal, publish });
    expect(state).toMatchObject({ phase: 'assessing', stopped: 'interrupted' });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(40);
    expect(broke).toBe(stop.signal.reason);
  });

  it('keeps what was assessed when the outputs cannot be written', async () => {
    const source = fixed([await write('Patient.ndjson', [patient('p1'), patient('p2')])]);
    const failing = async () => {
      throw new Error('disk full');
    };
    await expect(run(source, { publish: failing })).rejects.toThrow('disk full');
    const { state, found } = await run(source, {
      crew: () => ({ run: async (tasks) => expect(tasks).toEqual([]), close: async () => {} }),
    });
    expect(state).toMatchObject({ phase: 'finished', patients: 2 });
    expect(found).toEqual({ 'Patient/p1': 0, 'Patient/p2': 0 });
  });

  it('lets no two processes work in one folder', async () => {
    const source = fixed([await write('Patient.ndjson', [patient('p1')])]);
    await run(source);
    const [folder = ''] = await readdir(join(work, 'screenings'));
    await writeFile(join(work, 'screenings', folder, 'lock'), String(process.ppid));
    await expect(run(source)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
