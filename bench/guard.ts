import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/config/paths.ts';
import { writeScreeningData } from '../test/fixtures/screening-data.ts';
import { measureHook } from './hook.ts';
import { measureFolder } from './screen.ts';

/** Shares of the floor, 0 to 1: what a change of the machine leaves alone and a slower program does not. */
export interface GuardedRatios {
  readonly hookRatio: number;
  readonly screenRatio: number;
}

/** `bench/guard.json`: what this guard measured last, by whoever meant it to be so. */
interface Guard {
  readonly measured: GuardedRatios;
  /** Share of the measured ratio below which the guard fails: rounds are short, and machines of CI are shared. */
  readonly tolerance: number;
}

export const guardFile = join(projectRoot, 'bench', 'guard.json');

/** Short enough to be waited for, long enough to stand beside each other. */
const hookOptions = { seconds: 2, rounds: 3, sizesKb: [], connections: [] };
const patients = 4000;

/** Measures hook (200 KB, 16 connections) and screening (records of our own making, one thread) beside their floors. */
export async function measureGuarded(serve: readonly string[]): Promise<GuardedRatios> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-guard-'));
  try {
    // Plain, as the floor reads it.
    await writeScreeningData(dir, patients, { gzip: false });
    const { hookRatio } = await measureHook(serve, hookOptions);
    const { ratio: screenRatio } = await measureFolder(dir, 1);
    return { hookRatio, screenRatio };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What fell too far below the ratios that were measured last, as sentences; empty when all is well. */
export function fallen(now: GuardedRatios, { measured, tolerance }: Guard = readGuard()): readonly string[] {
  const names = Object.keys(measured) as readonly (keyof GuardedRatios)[];
  return names.flatMap((name) => {
    const least = measured[name] * tolerance;
    if (now[name] >= least) return [];
    return `${name} is ${now[name].toFixed(3)}, below ${least.toFixed(3)} (${measured[name]} measured last × ${tolerance}).`;
  });
}

/** Makes the ratios of now those to compare with. */
export function keepRatios(measured: GuardedRatios): void {
  const rounded = Object.fromEntries(Object.entries(measured).map(([name, ratio]) => [name, Number(ratio.toFixed(3))]));
  writeFileSync(guardFile, `${JSON.stringify({ ...readGuard(), measured: rounded }, null, 2)}\n`);
}

const readGuard = (): Guard => JSON.parse(readFileSync(guardFile, 'utf8')) as Guard;
