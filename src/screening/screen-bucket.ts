import { access, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assessment, Versions } from '../assessment/assessment.ts';
import type { Assessor } from '../assessment/assessor.ts';
import { toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ReadBriefly } from './brief-patient.ts';
import { type BucketPatient, type PlacedProblem, readPatient } from './bucket-patients.ts';
import { basisOf, type CarryOver, carriedResults } from './carried-results.ts';
import { inOrder } from './in-order.ts';
import type { BucketSegment, PartReader } from './part-reader.ts';
import { type BucketPart, linesByPatient, type PatientLines } from './patient-lines.ts';
import type { PatientResult } from './patient-result.ts';
import { resultOf } from './result-of.ts';

/** Second pass over one bucket: its patients are assessed, and their results kept. */
export interface BucketTask {
  readonly bucket: number;
  /** Where the bucket's lines lie. */
  readonly segments: readonly BucketSegment[];
  /** Folder of the results. */
  readonly results: string;
  /** Absent where every patient is assessed anew. */
  readonly carryOver?: CarryOver;
}

/** What became of a bucket's patients. */
export interface BucketOutcome {
  readonly patients: number;
  readonly assessed: number;
  /** Patients of whom nothing new is known: their results are those of the run before. */
  readonly carriedOver: number;
  readonly problems: readonly PlacedProblem[];
}

export interface ScreenPorts {
  readonly assessor: Assessor;
  readonly model: string;
  /** What a result carries that came to no assessment. */
  readonly versions: Versions;
  readonly at: Date;
  readonly readParts: PartReader;
  /** Without it every patient is read in full. */
  readonly readBriefly?: ReadBriefly;
}

/** A probability that may lie below its threshold by rounding alone (see `InferencePort.highest`) is computed in full. */
const nearly = 0.999;

/** Patients in flight at once: inference takes them together. Those read in full are held in memory meanwhile. */
const atOnce = { briefly: 16, inFull: 8 } as const;

export const resultsName = (bucket: number) => `${String(bucket).padStart(5, '0')}.ndjson`;
const outcomeName = (bucket: number) => `${String(bucket).padStart(5, '0')}.json`;

/**
 * Assesses a bucket. Its results appear under their name as a whole, after everything else about it: whoever finds them
 * finds all of them, and whoever does not may do the bucket again.
 */
export async function screenBucket(
  { bucket, segments, results, carryOver }: BucketTask,
  ports: ScreenPorts,
): Promise<BucketOutcome> {
  const parts = await ports.readParts(segments);
  const lines: string[] = [];
  const problems: PlacedProblem[] = [];
  let assessed = 0;
  let carriedOver = 0;
  for (const { result, problems: own, isCarried } of await screenChanged(
    linesByPatient(parts),
    parts,
    ports,
    carryOver,
  )) {
    problems.push(...own);
    if (!result) continue;
    lines.push(`${JSON.stringify(result)}\n`);
    if (result.verdict === 'assessed') assessed += 1;
    if (isCarried) carriedOver += 1;
  }
  const outcome: BucketOutcome = { patients: lines.length, assessed, carriedOver, problems };
  const paths = { outcome: join(results, outcomeName(bucket)), lines: join(results, resultsName(bucket)) };
  // Both are on their way to the disk at once; only the order in which they get their names matters.
  await Promise.all([writeNew(paths.outcome, JSON.stringify(outcome)), writeNew(paths.lines, lines.join(''))]);
  await rename(`${paths.outcome}.new`, paths.outcome);
  await rename(`${paths.lines}.new`, paths.lines);
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

interface Screened {
  readonly result?: PatientResult;
  readonly problems: readonly PlacedProblem[];
  /** The result is that of the run before. */
  readonly isCarried?: boolean;
}

/** Screens those patients of whom the run before knew something else. In the order given. */
async function screenChanged(
  patients: readonly PatientLines[],
  parts: readonly BucketPart[],
  ports: ScreenPorts,
  carryOver: CarryOver | undefined,
): Promise<readonly Screened[]> {
  if (!carryOver) return screenPatients(patients, parts, ports);
  const earlier = await carriedResults(carryOver);
  const bases = patients.map((lines) => basisOf(lines, parts, carryOver));
  const fresh = (
    await screenPatients(
      patients.filter((_, at) => !earlier.has(bases[at]!)),
      parts,
      ports,
    )
  ).values();
  return bases.map((basis): Screened => {
    const result = earlier.get(basis);
    if (result) return { result, problems: [], isCarried: true };
    const screened = fresh.next().value!;
    // What there is to be told about a record is told by every run.
    if (!screened.result || screened.problems.length > 0) return screened;
    return { ...screened, result: { ...screened.result, basis } };
  });
}

type Outcome = Screened | { readonly lines: PatientLines };

/** Nearly all patients are done after a brief reading; the others are read in full. In the order given. */
async function screenPatients(
  patients: readonly PatientLines[],
  parts: readonly BucketPart[],
  ports: ScreenPorts,
): Promise<readonly Screened[]> {
  const screened: Outcome[] = [
    ...(await inOrder(patients, atOnce.briefly, (lines) => screenBriefly(lines, parts, ports))),
  ];
  const remaining = screened.flatMap((one, place) => ('lines' in one ? [{ place, lines: one.lines }] : []));
  const inFull = await inOrder(remaining, atOnce.inFull, ({ lines }) =>
    screenPatient(readPatient(lines, parts), ports),
  );
  for (const [at, { place }] of remaining.entries()) screened[place] = inFull[at]!;
  return screened.filter((one) => 'problems' in one);
}

/** The result of a patient to whom nothing is suggested; for any other the lines that must be read in full. */
async function screenBriefly(
  lines: PatientLines,
  parts: readonly BucketPart[],
  { readBriefly, assessor, model }: ScreenPorts,
): Promise<Outcome> {
  const brief = readBriefly?.(lines, parts);
  if (!brief) return { lines };
  // What fails here fails once more, and is told, where the record is read in full.
  const assessment = await assessor.assess({ entrance: 'triage', case: brief.case, model }).catch(() => undefined);
  if (!assessment) return { lines };
  const { triage } = assessment;
  return triage && triage.probability >= triage.threshold * nearly
    ? { lines: brief.speaking }
    : { result: resultOf(assessment), problems: brief.problems };
}

async function screenPatient(
  { id, group, problems }: BucketPatient,
  { assessor, model, versions, at }: ScreenPorts,
): Promise<Screened> {
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

/** Durably, under a name that nobody looks for. */
async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(`${path}.new`, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
