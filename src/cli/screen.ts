import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { codeVersion } from '../config/version.ts';
import { HoofbeatsError, toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import { listModelPackages } from '../registry/list.ts';
import { startCrew } from '../screening/crew.ts';
import { type RunState, screeningsDir } from '../screening/run-state.ts';
import { daily, every, type Schedule } from '../screening/schedule.ts';
import { type ScreenOptions, screen as screenSource } from '../screening/screen.ts';
import { readArguments, required } from './arguments.ts';
import { progressReporter } from './progress.ts';
import { redisUrl } from './redis-url.ts';
import { writeMetrics } from './screen-metrics.ts';
import { publish } from './screen-publish.ts';
import { sourceOf, sourceOptions } from './screen-source.ts';
import { type ThreadData, threadEntry } from './screen-thread.ts';
import { writeBackOf, writeBackOptions } from './screen-write-back.ts';
import { stopSignal } from './stop-signal.ts';
import { wholeNumber } from './whole-number.ts';

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
  metrics: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Exit status of a program that was interrupted. */
const interrupted = 130;

/**
 * Screens every patient of a source, once or by a schedule. Exit status 0 with a count of what was wrong with the input,
 * 1 when nobody could be screened.
 */
export async function screen(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, options);
  const out = resolve(required(values.out, '--out DIR'));
  const threads = wholeNumber(values.threads, '--threads', 64);
  const top = wholeNumber(values.top, '--top', 1_000_000);
  const at = values.at === undefined ? undefined : instant(values.at);
  const next = scheduleOf(values);
  const { metrics: metricsFile } = values;
  const config = loadConfig(process.env);
  // Said now, not by a thread after the records were fetched.
  if (config.QUEUE === 'on') redisUrl(config);
  const source = await sourceOf(values, config);
  const writeResults = await writeBackOf(values, config);
  const report = progressReporter();
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  // Records on their way, results, reports: whatever a run writes names patients, and is its owner's alone.
  process.umask(0o077);

  const runOnce = async (): Promise<number> => {
    const run: ScreenOptions = {
      source,
      screenings: screeningsDir(config.DATA_DIR),
      crew: (assessedAt, ahead) =>
        startCrew(threadEntry, threads, { modelsDir: config.MODELS_DIR, at: assessedAt, ahead } satisfies ThreadData),
      coresToSpare: availableParallelism() >= 2 * threads,
      assessedBy: await assessedBy(config),
      ...(at && { at }),
      full: values.full,
      publish: (screened) => publish(screened, { out, top, config, writeResults, server: values.fhir }),
      onProgress: (running) => report(progressOf(running)),
      ...(metricsFile && { onState: writeMetrics(resolve(metricsFile)) }),
      signal: stop.signal,
    };
    const state = await screenSource(run);
    console.log(values.json ? JSON.stringify({ ...state, out }) : summaryOf(state, out));
    return state.patients === 0 ? 1 : 0;
  };

  if (!next) {
    const status = await runOnce();
    return stop.signal.aborted ? interrupted : status;
  }
  while (!stop.signal.aborted) {
    const began = Date.now();
    await runOnce().catch(toldAndOver);
    await until(next(began, Date.now()), stop.signal);
  }
  return 0;
}

/** A night without a server is no end of the schedule: the next run goes on from where this one was. */
function toldAndOver(thrown: unknown): void {
  const { message, entry } = toHoofbeatsError(thrown);
  console.error(`hoofbeats screen: ${message}\n  ${entry.mend}`);
}

interface ScheduleValues {
  readonly every?: string | undefined;
  readonly daily?: string | undefined;
}

function scheduleOf({ every: interval, daily: time }: ScheduleValues): Schedule | undefined {
  if (interval !== undefined && time !== undefined) throw new HoofbeatsError('USAGE', '--every or --daily, not both.');
  if (interval !== undefined) return every(interval);
  return time === undefined ? undefined : daily(time);
}

/** Timers take no more than some 24 days at once. */
const longestTimerMs = 86_400_000;

async function until(time: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && Date.now() < time)
    await setTimeout(Math.min(time - Date.now(), longestTimerMs), undefined, { signal }).catch(() => {});
}

const summaryOf = ({ stopped, patients, assessed, notAssessable, carriedOver, problems }: RunState, out: string) =>
  stopped === undefined
    ? `${patients} patients screened: ${assessed} assessed, ${notAssessable} not assessable${
        carriedOver > 0 ? `; of ${carriedOver} nothing new is known` : ''
      }. ${problems} problems with the input. Results: ${out}`
    : 'Stopped. The same command goes on from here.';

/** Results of another model or program are not gone on with. */
async function assessedBy({ MODELS_DIR }: Config): Promise<string> {
  const packages = await listModelPackages(MODELS_DIR);
  const versions = packages.map((listed) =>
    'manifest' in listed ? `${listed.family} ${listed.manifest.version}` : '',
  );
  return [codeVersion, ...versions].join(', ');
}

const progressOf = ({ phase, progress: { unit, done, total, note } }: RunState) => ({
  phase: `${phase} (${unit})`,
  done: rounded(done, total),
  ...(total !== undefined && { total: rounded(total, total) }),
  ...(note !== undefined && { note }),
});

/** A small input is not 0 of 0 MB. */
const rounded = (value: number, total = value) => (total < 10 ? Math.round(value * 10) / 10 : Math.round(value));

function instant(given: string): Date {
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) throw new HoofbeatsError('USAGE', '--at is an instant, e.g. 2026-01-31T12:00:00Z.');
  return at;
}
