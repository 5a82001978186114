import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { screenData } from './screen-data.ts';
import { build } from './serve-command.ts';

export interface ScreenMeasure {
  readonly threads: number;
  readonly patients: number;
  readonly mb: number;
  readonly patientsPerSecond: number;
  readonly mbPerSecond: number;
  readonly floorMbPerSecond: number;
  /** Share of the floor's throughput, 0 to 1. */
  readonly ratio: number;
  /** The same by time of processor instead of clock, which a busy machine disturbs less. */
  readonly cpuRatio: number;
  /** Processor time of the screening. */
  readonly cpuSeconds: number;
  /** Most memory that the process had, in MB. */
  readonly peakMb: number;
}

export interface ScreeningMeasures {
  readonly one: ScreenMeasure;
  readonly two: ScreenMeasure;
  /** Throughput with two threads over that with one. */
  readonly speedUp: number;
}

/**
 * Screens the Synthea patients, repeated to `bytes`, as a process of its own. *Floor*: splitting the same bytes and
 * `JSON.parse` on the same number of threads.
 * @param synthea folder with the NDJSON of the 504 patients
 */
export async function measureScreening(synthea: string, bytes: number): Promise<ScreeningMeasures> {
  const dir = await screenData(synthea, bytes, tmpdir());
  build();
  const one = await measureFolder(dir, 1);
  const two = await measureFolder(dir, 2);
  return { one, two, speedUp: two.mbPerSecond / one.mbPerSecond };
}

/** Screens a folder once, beside the floor; needs the compiled project. */
export async function measureFolder(dir: string, threads: number): Promise<ScreenMeasure> {
  const mb = (await readdir(dir)).reduce((sum, name) => sum + statSync(join(dir, name)).size, 0) / 1e6;
  const floor = run([join(projectRoot, 'bench', 'screen-floor.mjs'), dir, String(threads)]);
  const work = mkdtempSync(join(tmpdir(), 'bench-screen-'));
  try {
    const command = ['screen', '--ndjson', dir, '--out', join(work, 'out'), '--threads', String(threads), '--json'];
    const screened = run([join(projectRoot, 'dist', 'cli.js'), ...command], { DATA_DIR: work });
    const seconds = screened.ms / 1000;
    const floorSeconds = floor.answer.ms / 1000;
    return {
      threads,
      patients: screened.answer.patients,
      mb,
      patientsPerSecond: screened.answer.patients / seconds,
      mbPerSecond: mb / seconds,
      floorMbPerSecond: mb / floorSeconds,
      ratio: floorSeconds / seconds,
      cpuRatio: floor.cpuSeconds / screened.cpuSeconds,
      cpuSeconds: screened.cpuSeconds,
      peakMb: screened.peakMb,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** GNU time reports peak and time of processor; where it is missing, these figures are not known. */
const time = '/usr/bin/time';

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const timed = existsSync(time);
  const started = performance.now();
  const child = spawnSync(
    timed ? time : process.execPath,
    [...(timed ? ['-f', 'peak %M cpu %U %S', process.execPath] : []), ...args],
    {
      env: { ...process.env, ...environment },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const ms = performance.now() - started;
  if (child.status !== 0) throw new Error(`${args.join(' ')} ended with ${child.status}:\n${child.stderr}`);
  const [, kilobytes, user, system] = /peak (\d+) cpu ([\d.]+) ([\d.]+)/.exec(child.stderr)?.map(Number) ?? [];
  return {
    ms,
    answer: JSON.parse(child.stdout),
    peakMb: (kilobytes ?? Number.NaN) / 1024,
    cpuSeconds: (user ?? Number.NaN) + (system ?? Number.NaN),
  };
}
