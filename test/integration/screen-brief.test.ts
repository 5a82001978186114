import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GeneratedRecord, generatedRecord } from '../../src/clinical/brief/generated-record.fixture.ts';
import { modelsDir } from '../../src/config/paths.ts';
import { briefReader, type ReadBriefly } from '../../src/screening/brief-patient.ts';
import type { Crew } from '../../src/screening/crew.ts';
import { folderSource } from '../../src/screening/folder-source.ts';
import type { InputProblem } from '../../src/screening/input.ts';
import { createPartReader } from '../../src/screening/part-reader.ts';
import type { PatientResult } from '../../src/screening/patient-result.ts';
import { screen } from '../../src/screening/screen.ts';
import { doTask } from '../../src/screening/tasks.ts';
import { openServing, type Serving } from '../../src/serving.ts';
import { sharedData } from '../shared-data.ts';

const at = new Date('2026-01-01T00:00:00Z');

let serving: Serving;
let work: string;
beforeAll(async () => {
  serving = await openServing({ MODELS_DIR: modelsDir }, { now: () => at });
  work = await mkdtemp(join(tmpdir(), 'screen-brief-'));
});
afterAll(async () => {
  await serving.close();
  await rm(work, { recursive: true, force: true });
});

async function write(name: string, file: string, lines: readonly string[]): Promise<string> {
  const dir = join(work, name);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, file), lines.map((line) => `${line}\n`).join(''));
  return dir;
}

interface Outcome {
  readonly results: readonly PatientResult[];
  readonly problems: readonly InputProblem[];
  readonly briefly: number;
}

/** Everything that a screening of the folder comes to. */
async function outcome(dir: string, way: 'briefly' | 'in full'): Promise<Outcome> {
  const { assessor, terminology } = serving;
  const versions = { code: '1', model: '1', knowledge: {}, terminology: {} };
  const readParts = createPartReader();
  const reader = briefReader(terminology, at);
  let briefly = 0;
  const readBriefly: ReadBriefly = (lines, parts) => {
    const read = reader(lines, parts);
    if (read) briefly += 1;
    return read;
  };
  const ports = {
    ...{ assessor, model: 'rare-disease', versions, at, readParts },
    ...(way === 'briefly' && { readBriefly }),
  };
  const crew = (): Crew => ({
    async run(tasks, onDone) {
      for (const task of tasks) onDone(task, await doTask(task, async () => ports));
    },
    close: async () => {},
  });
  const results: PatientResult[] = [];
  const problems: InputProblem[] = [];
  await screen({
    source: folderSource(dir),
    screenings: join(dir, way),
    crew,
    assessedBy: '1',
    at,
    sizes: { sliceBytes: 4_000_000, bucketBytes: 3_000_000 },
    async publish(run) {
      for await (const result of run.results()) results.push(result);
      for await (const problem of run.problems()) problems.push(problem);
    },
  });
  return { results, problems, briefly };
}

/** How many patients were read in brief, after both ways have come to the same. */
async function readAlike(dir: string): Promise<{ patients: number; briefly: number }> {
  const [brief, full] = [await outcome(dir, 'briefly'), await outcome(dir, 'in full')];
  expect(brief.problems).toEqual(full.problems);
  expect(brief.results.map(({ patient }) => patient)).toEqual(full.results.map(({ patient }) => patient));
  for (const [place, result] of brief.results.entries()) expectSame(result, full.results[place]!);
  return { patients: full.results.length, briefly: brief.briefly };
}

/** The highest score alone is added up in another order than all of them: the same but for rounding, and on the same side. */
function expectSame({ triage, ...brief }: PatientResult, { triage: other, ...full }: PatientResult): void {
  expect(brief).toEqual(full);
  expect(triage?.threshold).toBe(other?.threshold);
  if (!triage || !other) return;
  expect(Math.abs(triage.probability / other.probability - 1)).toBeLessThan(1e-4);
  expect(triage.probability >= triage.threshold).toBe(other.probability >= other.threshold);
}

const lineOf = (resource: object) => JSON.stringify(resource);

/** The record as lines about another patient; some lines in another order of members, some damaged. */
function linesOf(record: GeneratedRecord, place: number): readonly string[] {
  const id = `p${place}`;
  const resources = record.resources.map((resource, at) => ({
    ...(at % 7 === 0 ? {} : { resourceType: resource.resourceType }),
    ...resource,
    id: `${id}-${resource.id}`,
    subject: { reference: `Patient/${id}` },
    ...(at % 5 === 0 && { note: [{ text: `A "quoted" word, ${'ä'.repeat(at % 4)}` }] }),
  }));
  const patient = lineOf({ ...record.patient, id });
  const lines = resources.map(lineOf);
  if (place % 11 === 0 && lines[0]) lines[0] = lines[0].slice(0, -1);
  return place % 13 === 0
    ? lines
    : [...lines.slice(3), patient, ...(place % 17 === 0 ? [patient] : []), ...lines.slice(0, 3)];
}

describe('patients whose lines are read without being parsed', () => {
  it('come to the same results and problems, generated', async () => {
    const records = fc.sample(generatedRecord, { numRuns: 600, seed: 20260101 });
    const dir = await write('generated', 'all.ndjson', records.flatMap(linesOf));
    const { patients, briefly } = await readAlike(dir);
    expect(patients).toBeGreaterThan(500);
    expect(briefly).toBeGreaterThan(100);
  }, 120_000);

  const folders = [
    { name: 'synthea', most: 12_000, leastBriefly: 30 },
    // Its dates lie in the future: everybody is read in full.
    { name: 'mimic-demo', most: 4_000, leastBriefly: 0 },
  ];
  it.each(folders.filter(({ name }) => existsSync(join(sharedData, name))))(
    'come to the same results and problems, of $name (needs shared/data)',
    async ({ name, most, leastBriefly }) => {
      const files = name === 'synthea' ? syntheaFiles : mimicFiles;
      const lines = files.flatMap((file) =>
        gunzipSync(readFileSync(join(sharedData, name, `${file}.ndjson.gz`)))
          .toString('utf8')
          .split('\n')
          .slice(0, most),
      );
      const { patients, briefly } = await readAlike(await write(name, 'all.ndjson', lines));
      expect(patients).toBeGreaterThan(20);
      expect(briefly).toBeGreaterThanOrEqual(leastBriefly);
    },
    240_000,
  );
});

const syntheaFiles = ['Patient', 'Condition', 'Observation'];
const mimicFiles = ['MimicPatient', 'MimicCondition', 'DerivedLabObservation', 'MimicObservationVitalSignsED'];
