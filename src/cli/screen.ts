import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { withRecords } from '../records.ts';
import { listModelPackages } from '../registry/list.ts';
import { startCrew } from '../screening/crew.ts';
import { writeOutputs } from '../screening/output/write-outputs.ts';
import { type RunState, screeningsDir } from '../screening/run-state.ts';
import { daily, every } from '../screening/schedule.ts';
import { type ScreenedRun, screen as screenSource } from '../screening/screen.ts';
import { publishScreening } from '../subscriptions/server/publish-screening.ts';
import { readArguments, required } from './arguments.ts';
import { progressReporter } from './progress.ts';
import { sourceOf, sourceOptions } from './screen-source.ts';
import { type ThreadData, threadEntry } from './screen-thread.ts';
import { type WriteResults, writeBackOf, writeBackOptions } from './screen-write-back.ts';
import { screeningAudience } from './screening-audience.ts';
import { stopSignal } from './stop-signal.ts';

const options = {
  ...sourceOptions,
  ...writeBackOptions,
  out: { type: 'string' },
  top: { type: 'string', default: '50' },
  threads: { type: 'string', default: String(availableParallelism()) },
  at: { type: 'string' },
  full: { type: 'boolean', default: false },
  every: { type: 'string' },
  daily: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Exit status of a program that was interrupted. */
const interrupted = 130;

/** Screens every patient of a source, once or by a schedule. Exit status 1 when there was nobody to screen. */
export async function screen(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, options);
  const out = resolve(required(values.out, '--out DIR'));
  const threads = wholeNumber(values.threads, '--threads', 64);
  const top = wholeNumber(values.top, '--top', 1_000_000);
  const next = scheduleOf(values);
  const config = loadConfig(process.env);
  const source = await sourceOf(values, config);
  const writeResults = await writeBackOf(values, config);
  const report = progressReporter();
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  for (;;) {
    const began = Date.now();
    const state = await screenSource({
      source,
      screenings: screeningsDir(config.DATA_DIR),
      crew: (at) => startCrew(threadEntry, threads, { modelsDir: config.MODELS_DIR, at } satisfies ThreadData),
      assessedBy: await assessedBy(config),
      ...(values.at !== undefined && { at: instant(values.at) }),
      full: values.full,
      publish: (run) => publish(run, { out, top, config, writeResults, server: values.fhir }),
      onProgress: (running) => report(progressOf(running)),
      signal: stop.signal,
    });
    console.log(values.json ? JSON.stringify({ ...state, out }) : summaryOf(state, out));
    if (stop.signal.aborted) return interrupted;
    if (!next) return state.patients === 0 ? 1 : 0;
    await until(next(began, Date.now()), stop.signal);
    if (stop.signal.aborted) return 0;
  }
}

function scheduleOf({
  every: interval,
  daily: time,
}: {
  readonly every?: string | undefined;
  readonly daily?: string | undefined;
}) {
  if (interval !== undefined && time !== undefined) throw new HoofbeatsError('USAGE', '--every or --daily, not both.');
  return interval === undefined ? time && daily(time) : every(interval);
}

/** Timers take no more than some 24 days at once. */
const longestTimerMs = 86_400_000;

async function until(time: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && Date.now() < time)
    await setTimeout(Math.min(time - Date.now(), longestTimerMs), undefined, { signal }).catch(() => {});
}

const summaryOf = ({ stopped, patients, assessed, notAssessable, problems }: RunState, out: string) =>
  stopped === undefined
    ? `${patients} patients screened: ${assessed} assessed, ${notAssessable} not assessable. ${problems} problems with the input. Results: ${out}`
    : 'Stopped. The same command goes on from here.';

/** Results of another model or program are not gone on with. */
async function assessedBy({ MODELS_DIR }: Config): Promise<string> {
  const packages = await listModelPackages(MODELS_DIR);
  const versions = packages.map((listed) =>
    'manifest' in listed ? `${listed.family} ${listed.manifest.version}` : '',
  );
  return [codeVersion, ...versions].join(', ');
}

interface PublishOptions {
  readonly out: string;
  readonly top: number;
  readonly config: Config;
  readonly writeResults: WriteResults | undefined;
  /** FHIR server that was screened. */
  readonly server: string | undefined;
}

async function publish(
  { state, results, problems }: ScreenedRun,
  { out, top, config, writeResults, server }: PublishOptions,
): Promise<void> {
  await mkdir(out, { recursive: true });
  const errors = createWriteStream(join(out, 'errors.ndjson'));
  for await (const problem of problems())
    if (!errors.write(`${JSON.stringify(problem)}\n`)) await once(errors, 'drain');
  errors.end();
  await finished(errors);
  const { id, source, startedAt, updatedAt, transactionTime, problems: count } = state;
  const run = {
    id,
    source,
    startedAt,
    finishedAt: updatedAt,
    problems: count,
    ...(transactionTime && { transactionTime }),
  };
  await writeOutputs(results, { out, top, run });
  await writeResults?.(results, out);
  const screening = { ...state, finishedAt: new Date().toISOString() };
  const audience = screeningAudience(server, config);
  await withRecords(config, ({ trail, keys }) =>
    trail.record(
      {
        kind: 'prediction',
        client: 'hoofbeats screen',
        requestId: `${id} ${startedAt}`,
        outcome: outcomeOf(state),
      },
      { together: (trx) => publishScreening(screening, audience, trx, keys.seal) },
    ),
  );
}

const outcomeOf = ({ patients, assessed }: RunState) => `screening: ${patients} patients, ${assessed} assessed`;

const progressOf = ({ phase, progress }: RunState) => ({
  phase: `${phase} (${progress.unit})`,
  done: Math.round(progress.done),
  ...(progress.total !== undefined && { total: Math.round(progress.total) }),
});

function wholeNumber(given: string, option: string, most: number): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new HoofbeatsError('USAGE', `${option} is an integer from 1 to ${most}.`);
  return number;
}

function instant(given: string): Date {
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) throw new HoofbeatsError('USAGE', '--at is an instant, e.g. 2026-01-31T12:00:00Z.');
  return at;
}
