import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run is doing, in its order. */
export const runPhases = ['fetching', 'grouping', 'assessing', 'writing', 'finished'] as const;
export type RunPhase = (typeof runPhases)[number];

export interface RunProgress {
  readonly done: number;
  /** Absent while it is not known how much there is. */
  readonly total?: number;
  /** What is counted. */
  readonly unit: 'files' | 'patients' | 'MB' | 'buckets';
  /** What a server says of its own progress, in its words. */
  readonly note?: string;
}

/** How a run stands: `run.json` of its work folder, and what /operator/screenings shows. Holds nothing about a patient. */
export interface RunState {
  /** Name of the work folder: one for each source, so that a run that did not finish is gone on with. */
  readonly id: string;
  /** Where the records come from, in words. */
  readonly source: string;
  readonly phase: RunPhase;
  /** Set when the run ended early; the next start goes on with it. */
  readonly stopped?: string;
  /** ISO 8601 instants. Every patient is assessed at `at`. */
  readonly at: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly finishedAt?: string;
  /** Of the present phase. */
  readonly progress: RunProgress;
  /** Seconds until the present phase ends, at its pace so far. */
  readonly secondsLeft?: number;
  /** How many fetches runs before this one have left. */
  readonly fetches: number;
  readonly lines: number;
  readonly patients: number;
  readonly assessed: number;
  readonly notAssessable: number;
  /** Patients of whom nothing new is known since the run before, whose results it has kept. */
  readonly carriedOver: number;
  readonly problems: number;
  /** FHIR instant that the source was complete at: the next run's `_since`. */
  readonly transactionTime?: string;
}

const stateName = 'run.json';

/** Where screenings are kept. */
export const screeningsDir = (dataDir: string) => join(dataDir, 'screenings');

export async function writeRunState(dir: string, state: RunState): Promise<void> {
  const path = join(dir, stateName);
  await writeFile(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** The latest run of every source, newest first. */
export async function listRuns(screenings: string): Promise<readonly RunState[]> {
  const names = await readdir(screenings).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const states = await Promise.all(names.map((name) => readRunState(join(screenings, name))));
  return states
    .filter((state) => state !== undefined)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
}

/** A folder without a readable state is no run: it was left before the run had begun. */
export async function readRunState(dir: string): Promise<RunState | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, stateName), 'utf8')) as RunState;
  } catch {
    return undefined;
  }
}
