import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../src/config/paths.ts';

export interface LoadOptions {
  readonly url: string;
  readonly bodyFile: string;
  /** Texts in the body whose digits become the number of the call. */
  readonly markers: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Calls that begin each second, whether or not the ones before are answered; absent for a closed loop. */
  readonly perSecond?: number;
  /** Beside those that say what the body is. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came of a load. Milliseconds of the calls that were answered with 200. */
export interface Load {
  readonly calls: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** The distribution in 21 steps, from the shortest to the longest. */
  readonly stepsMs: readonly number[];
  /** Answers with 200 and no card: the deadline had passed. */
  readonly empty: number;
  /** What went wrong → how often. */
  readonly failures: Readonly<Record<string, number>>;
}

/** Calls that were not answered with 200. */
export const failedCalls = ({ failures }: Load): number =>
  Object.values(failures).reduce((sum, count) => sum + count, 0);

const client = join(projectRoot, 'bench', 'load-client.mjs');

/** Puts a load on a server from a process of its own, so that the client's work does not delay its clock. */
export async function load(options: LoadOptions): Promise<Load> {
  const { stdout } = await promisify(execFile)(process.execPath, [client, JSON.stringify(options)]);
  return JSON.parse(stdout);
}
