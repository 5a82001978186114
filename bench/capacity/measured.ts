import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/paths.ts';

/** patient-view calls of one size on one process. */
export interface MeasuredCalls {
  /** Size of the prefetch. */
  readonly kb: number;
  /** One call after the other: milliseconds from request to answer, in 21 steps from the shortest to the longest. */
  readonly latencyMs: readonly number[];
  /** As many as it can: milliseconds that a call holds the event loop. */
  readonly loopMs: number;
  /** The same: milliseconds of processor time on all threads. */
  readonly cpuMs: number;
}

/** What calls at a steady rate met: here the simulation is compared with a server. */
export interface MeasuredRate {
  readonly kb: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** What `npm run capacity -- --measure` found on one machine. */
export interface Measured {
  readonly machine: string;
  /** ISO 8601 date. */
  readonly date: string;
  readonly calls: readonly MeasuredCalls[];
  readonly rates: readonly MeasuredRate[];
  readonly restMb: number;
  readonly loadedMb: number;
  readonly worker: { readonly jobsPerSecond: number; readonly redisCpuMsPerJob: number };
  readonly postgres: {
    /** Calls a second whose run and audit records became durable, by the number of processes that write. */
    readonly callsPerSecond: Readonly<Record<string, number>>;
    readonly bytesPerCall: number;
  };
  readonly screening: {
    /** Size of a patient's records. */
    readonly kbPerPatient: number;
    readonly cpuMsPerPatient: number;
    readonly startCpuMs: number;
    readonly peakMbOneThread: number;
    readonly peakMbTwoThreads: number;
  };
}

const file = join(projectRoot, 'bench', 'capacity', 'measured.json');

export const readMeasured = (): Measured => JSON.parse(readFileSync(file, 'utf8')) as Measured;

/** Keeps four digits: more were not measured. */
export function keepMeasured(measured: Measured): void {
  const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
  writeFileSync(file, `${JSON.stringify(measured, rounded, 2)}\n`);
}
