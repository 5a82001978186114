import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CarryOver } from './carried-results.ts';
import type { Crew } from './crew.ts';
import { createDoneBuckets, type DoneBuckets } from './done-buckets.ts';
import type { FetchedInput, InputProblem } from './input.ts';
import { formsPath } from './lines/form-file.ts';
import type { BucketSegment } from './part-reader.ts';
import type { PatientResult } from './patient-result.ts';
import { inputProblems } from './problems.ts';
import { createProgressKeeper, type ProgressKeeper } from './progress-keeper.ts';
import { readResults } from './read-results.ts';
import { lockRun } from './run-lock.ts';
import { type RunState, readRunState, writeRunState } from './run-state.ts';
import { type BucketOutcome, readOutcome, resultsName } from './screen-bucket.ts';
import type { ScreeningSource } from './source.ts';
import { readSpillIndex, type SpillIndex } from './spill.ts';
import type { Task, TaskResult } from './tasks.ts';
import { openWorkFolder, type Plan, type WorkFolder } from './work-folder.ts';
import { usualSizes, type WorkSizes } from './work-sizes.ts';

export interface ScreenOptions {
  readonly source: ScreeningSource;
  /** Folder of all screenings. */
  readonly screenings: string;
  /**
   * Begins the threads of a pass.
   * @param at the time that patients are assessed at
   * @param ahead the model is opened at once, and not when the first patient needs it
   */
  readonly crew: (at: string, ahead: boolean) => Crew;
  /** Whether cores are idle while lines are grouped: then the threads that assess begin as well, and open the model meanwhile. */
  readonly coresToSpare?: boolean;
  /** What assesses the patients, e.g. versions of code and model: results of another are not gone on with. */
  readonly assessedBy: string;
  /** Assesses every patient at this time instead of the run's beginning. */
  readonly at?: Date;
  readonly sizes?: WorkSizes;
  /** Fetches everything anew, although the source could tell what has changed. */
  readonly full?: boolean;
  /** Writes the outputs of a run: begun while patients are still assessed, whose results it takes as they come. */
  readonly publish: (run: ScreenedRun) => Promise<void>;
  readonly onProgress?: (state: RunState) => void;
  /** Takes the state whenever it is written, for whoever cannot read the work folder. */
  readonly onState?: (state: RunState) => Promise<void>;
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

/** What a run comes to. Results and `assessed` throw when it ends before everybody is assessed. */
export interface ScreenedRun {
  /** Every result, as soon as its bucket and those before it are done. */
  readonly results: () => AsyncIterable<PatientResult>;
  /** How the run stands when everybody is assessed. */
  readonly assessed: () => Promise<RunState>;
  /** To be asked for when everybody is assessed. */
  readonly problems: () => AsyncIterable<InputProblem>;
}

/**
 * Screens a source: fetch, group by patient on disk, assess, write the outputs. Whatever is done stays done: called again
 * after a crash or a stop it goes on where it was, and its results are those of a run that was not disturbed.
 * @returns how the run ended; `stopped` is set when the signal has ended it
 */
export async function screen(options: ScreenOptions): Promise<RunState> {
  const { source, screenings, now = () => new Date() } = options;
  const id = createHash('sha256').update(source.description).digest('hex').slice(0, 12);
  const folder = await openWorkFolder(join(screenings, id));
  const unlock = await lockRun(folder.dir);
  try {
    return await screenIn(folder, id, options, now);
  } finally {
    await unlock();
  }
}

async function screenIn(folder: WorkFolder, id: string, options: ScreenOptions, now: () => Date): Promise<RunState> {
  const keeper = createProgressKeeper(await beginRun(folder, id, options), {
    write: async (state) => {
      await writeRunState(folder.dir, state);
      await options.onState?.(state);
    },
    onProgress: options.onProgress ?? (() => {}),
    now,
  });
  try {
    const inputs = await fetchInputs(folder, keeper, options);
    const plan = await folder.plan(inputs, `${options.assessedBy} ${keeper.state.at}`, options.sizes ?? usualSizes);
    const phase = { folder, inputs, keeper, signal: options.signal };
    const carryOver = options.source.incremental && carryOverOf(plan, folder, options);
    // Threads of their own for each pass, so that the memory of the first is free in the second.
    const begin = (ahead = false) => options.crew(keeper.state.at, ahead);
    const early = options.coresToSpare ? begin(true) : undefined;
    const indexes = await withCrew(begin(), (crew) => groupByPatient(plan, { ...phase, crew })).catch(
      async (thrown) => {
        await early?.close();
        throw thrown;
      },
    );
    const done = createDoneBuckets();
    const assessing = withCrew(early ?? begin(), (crew) =>
      assessPatients(plan, indexes, { ...phase, crew, done, ...(carryOver && { carryOver }) }),
    ).then(() => keeper.begin('writing', { unit: 'buckets', total: plan.buckets }));
    const ready = (bucket: number) => Promise.race([done.when(bucket), assessing]);
    const publishing = options.publish({
      results: () => readResults(folder.results, plan.buckets, ready),
      assessed: () => assessing.then(() => keeper.state),
      problems: () => inputProblems({ inputs, plan, indexes, results: folder.results }),
    });
    // What is under way is waited for, whatever becomes of the other.
    for (const end of await Promise.allSettled([assessing, publishing]))
      if (end.status === 'rejected') throw end.reason;
    await keeper.finish();
    await folder.clearLeftovers();
  } catch (thrown) {
    await keeper.stop(options.signal?.aborted ? 'interrupted' : (thrown as Error).message);
    if (!options.signal?.aborted) throw thrown;
  }
  return keeper.state;
}

const nothingCounted = { lines: 0, patients: 0, assessed: 0, notAssessable: 0, carriedOver: 0, problems: 0 };

async function withCrew<Result>(crew: Crew, work: (crew: Crew) => Promise<Result>): Promise<Result> {
  try {
    return await work(crew);
  } finally {
    await crew.close();
  }
}

async function beginRun(folder: WorkFolder, id: string, { source, at, full, now = () => new Date() }: ScreenOptions) {
  const before = await readRunState(folder.dir);
  const startedAt = now().toISOString();
  if (before && before.phase !== 'finished') {
    const { stopped: _, ...goesOn } = before;
    // What is done already is counted anew on the way.
    return { ...goesOn, ...nothingCounted, at: at?.toISOString() ?? before.at };
  }
  const anew = full === true || !source.incremental;
  if (!anew) await folder.retireResults();
  // Cleared before the run is on record: a crash in between leaves the old record, and clears again.
  await folder.clear({ inputs: anew });
  const state: RunState = {
    id,
    source: source.description,
    phase: 'fetching',
    at: at?.toISOString() ?? startedAt,
    startedAt,
    updatedAt: startedAt,
    progress: { done: 0, unit: 'files' },
    ...nothingCounted,
    fetches: (await folder.inputs()).length,
  };
  await writeRunState(folder.dir, state);
  return state;
}

/** The fetches of before, and this run's own. */
async function fetchInputs(folder: WorkFolder, keeper: ProgressKeeper, { source, signal }: ScreenOptions) {
  const inputs = [...(await folder.inputs())];
  const generation = keeper.state.fetches;
  if (inputs.length <= generation) {
    await keeper.begin('fetching', { unit: 'files' });
    const since = inputs.at(-1)?.transactionTime;
    const input = await source.fetch({
      work: await folder.fetchDir(generation),
      earlier: since === undefined ? [] : [...inputs],
      ...(since !== undefined && { since }),
      onProgress: keeper.reached,
      ...(signal && { signal }),
    });
    await folder.keepInput(generation, input);
    inputs.push(input);
  }
  const { transactionTime } = inputs[generation]!;
  keeper.count({
    problems: inputs[generation]!.problems.length,
    ...(transactionTime !== undefined && { transactionTime }),
  });
  return inputs;
}

interface Phase {
  readonly folder: WorkFolder;
  readonly crew: Crew;
  readonly keeper: ProgressKeeper;
  readonly signal: AbortSignal | undefined;
}

/** First pass: every slice that has no index yet. */
async function groupByPatient(
  { slices, buckets }: Plan,
  { folder, inputs, crew, keeper, signal }: Phase & { readonly inputs: readonly FetchedInput[] },
): Promise<readonly SpillIndex[]> {
  const total = slices.reduce((sum, { start, end }) => sum + end - start, 0) / 1e6;
  await keeper.begin('grouping', { unit: 'MB', total });
  const tasks: Task[] = [];
  for (const slice of slices) {
    const index = await readSpillIndex(folder.spills, slice.number);
    if (index) keeper.skip((slice.end - slice.start) / 1e6);
    else {
      // What a later fetch says is deleted was deleted after this slice was fetched.
      const deleted = inputs.slice(slice.generation).flatMap((input) => input.deleted);
      tasks.push({ kind: 'group', task: { slice, spills: folder.spills, buckets, deleted } });
    }
  }
  const advance = ({ kind, task }: Task) => {
    if (kind === 'group') keeper.advance((task.slice.end - task.slice.start) / 1e6);
  };
  await crew.run(tasks, advance, signal);
  signal?.throwIfAborted();
  const indexes: SpillIndex[] = [];
  for (const { number } of slices) indexes.push((await readSpillIndex(folder.spills, number))!);
  keeper.count({
    lines: indexes.reduce((sum, { lines }) => sum + lines, 0),
    problems: indexes.reduce((sum, { problems }) => sum + problems.length, 0),
  });
  return indexes;
}

type CarryOverOf = (bucket: number) => CarryOver;

/** A time that was asked for is part of what a result comes from; the beginning of a run is not. */
function carryOverOf({ carriesOver }: Plan, { earlier }: WorkFolder, { assessedBy, at }: ScreenOptions): CarryOverOf {
  const by = at ? `${assessedBy} ${at.toISOString()}` : assessedBy;
  return (bucket) => ({ assessedBy: by, ...(carriesOver && { earlier: join(earlier, resultsName(bucket)) }) });
}

/** Second pass: every bucket that has no results yet. */
async function assessPatients(
  plan: Plan,
  indexes: readonly SpillIndex[],
  {
    folder,
    crew,
    keeper,
    signal,
    done,
    carryOver,
  }: Phase & { readonly done: DoneBuckets; readonly carryOver?: CarryOverOf },
): Promise<void> {
  await keeper.begin('assessing', { unit: 'buckets', total: plan.buckets });
  const tasks: Task[] = [];
  for (let bucket = 0; bucket < plan.buckets; bucket++) {
    const outcome = await readOutcome(folder.results, bucket);
    if (outcome) {
      keeper.skip(1);
      keeper.count(countsOf(outcome));
      done.add(bucket);
    } else {
      const segments = segmentsOf(bucket, plan, indexes, folder.spills);
      const task = { bucket, segments, results: folder.results, ...(carryOver && { carryOver: carryOver(bucket) }) };
      tasks.push({ kind: 'screen', task });
    }
  }
  const advance = (given: Task, { kind, result }: TaskResult) => {
    if (kind === 'screen') keeper.count(countsOf(result));
    keeper.advance(1);
    if (given.kind === 'screen') done.add(given.task.bucket);
  };
  await crew.run(tasks, advance, signal);
  signal?.throwIfAborted();
}

const countsOf = ({ patients, assessed, carriedOver, problems }: BucketOutcome) => ({
  patients,
  assessed,
  notAssessable: patients - assessed,
  carriedOver,
  problems: problems.length,
});

function segmentsOf(
  bucket: number,
  { slices }: Plan,
  indexes: readonly SpillIndex[],
  spills: string,
): readonly BucketSegment[] {
  return slices.flatMap(({ number, generation }) =>
    indexes[number]!.parts.flatMap(({ file, offsets }): BucketSegment[] => {
      const [from, to] = [offsets[bucket]!, offsets[bucket + 1]!];
      return from === to
        ? []
        : [{ path: join(spills, file), forms: formsPath(spills, number), from, to, slice: number, generation }];
    }),
  );
}
