import { access, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment, Versions } from '../assessment/assessment.ts';
import type { Assessor } from '../assessment/assessor.ts';
import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type BucketPart, type BucketPatient, bucketPatients, type PlacedProblem } from './bucket-patients.ts';
import type { PatientResult } from './patient-result.ts';
import { resultOf } from './result-of.ts';
import { readSpill } from './spill.ts';

/** Second pass over one bucket: its patients are assessed, and their results kept. */
export interface BucketTask {
  readonly bucket: number;
  /** Where the bucket's lines lie. */
  readonly segments: readonly BucketSegment[];
  /** Folder of the results. */
  readonly results: string;
}

export interface BucketSegment {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly slice: number;
  readonly generation: number;
}

/** What became of a bucket's patients. */
export interface BucketOutcome {
  readonly patients: number;
  readonly assessed: number;
  readonly problems: readonly PlacedProblem[];
}

export interface ScreenPorts {
  readonly assessor: Assessor;
  readonly model: string;
  /** What a result carries that came to no assessment. */
  readonly versions: Versions;
  readonly at: Date;
}

/** Patients in flight at once: inference runs them in one go. */
const together = 8;

export const resultsName = (bucket: number) => `${String(bucket).padStart(5, '0')}.ndjson`;
const outcomeName = (bucket: number) => `${String(bucket).padStart(5, '0')}.json`;

/**
 * Assesses a bucket. Its results appear under their name as a whole, after everything else about it: whoever finds them
 * finds all of them, and whoever does not may do the bucket again.
 */
export async function screenBucket(
  { bucket, segments, results }: BucketTask,
  ports: ScreenPorts,
): Promise<BucketOutcome> {
  const parts = await Promise.all(segments.map(readSegment));
  const lines: string[] = [];
  const problems: PlacedProblem[] = [];
  let assessed = 0;
  let batch: BucketPatient[] = [];
  const assessBatch = async () => {
    for (const { result, problems: own } of await Promise.all(batch.map((patient) => screenPatient(patient, ports)))) {
      problems.push(...own);
      if (!result) continue;
      lines.push(`${JSON.stringify(result)}\n`);
      if (result.verdict === 'assessed') assessed += 1;
    }
    batch = [];
  };
  for (const patient of bucketPatients(parts)) {
    batch.push(patient);
    if (batch.length === together) await assessBatch();
  }
  await assessBatch();
  const outcome: BucketOutcome = { patients: lines.length, assessed, problems };
  await writeDurably(join(results, outcomeName(bucket)), [JSON.stringify(outcome)]);
  await writeDurably(join(results, resultsName(bucket)), lines);
  return outcome;
}

/** What became of a bucket that is done; undefined while it is not. */
export async function readOutcome(results: string, bucket: number): Promise<BucketOutcome | undefined> {
  const done = await access(join(results, resultsName(bucket))).then(
    () => true,
    () => false,
  );
  if (!done) return undefined;
  return JSON.parse(await readFile(join(results, outcomeName(bucket)), 'utf8')) as BucketOutcome;
}

async function readSegment({ path, from, to, slice, generation }: BucketSegment): Promise<BucketPart> {
  return { slice, generation, bytes: await readSpill(path, from, to) };
}

async function screenPatient(
  { id, group, problems }: BucketPatient,
  { assessor, model, versions, at }: ScreenPorts,
): Promise<{ result?: PatientResult; problems: readonly PlacedProblem[] }> {
  if (!group) return { problems };
  let assessment: Assessment;
  try {
    assessment = await assessor.assess({ entrance: 'screening', ...group, model });
  } catch (thrown) {
    const error = toHoofbeatsError(thrown);
    // What would meet every patient ends the run; one record's doing does not.
    if (error.entry.status >= 500 && error.code !== 'INTERNAL') throw error;
    const reason = error.code === 'INTERNAL' ? 'The record could not be read.' : error.message;
    return {
      result: {
        patient: `Patient/${id}`,
        findings: 0,
        verdict: 'not-assessable',
        reason,
        reasonCode: error.code,
        entries: [],
        candidates: 0,
        conformalSize: 0,
        versions,
        assessedAt: at.toISOString(),
      },
      problems,
    };
  }
  return { result: resultOf(assessment), problems };
}

async function writeDurably(path: string, lines: readonly string[]): Promise<void> {
  const handle = await open(`${path}.new`, 'w');
  try {
    await handle.writeFile(lines.join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
}
