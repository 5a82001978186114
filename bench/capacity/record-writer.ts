import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FinishedRun } from '../../src/assessment/kept-run.ts';
import { loadConfig } from '../../src/config/load.ts';
import { openRecords } from '../../src/records.ts';

/** Calls of one process whose records are on their way at once. */
const inFlight = 32;

/**
 * A process that keeps what calls leave behind, a run with its record and the record of the call, as fast as it can.
 * Database and keys come from the environment; arguments: file with a finished run as JSON, seconds. Prints the number of
 * calls.
 */
const [, , file, seconds] = process.argv;
const run = JSON.parse(readFileSync(file!, 'utf8')) as FinishedRun;
const records = await openRecords(loadConfig(process.env));
const end = performance.now() + Number(seconds) * 1000;
let calls = 0;

async function write(): Promise<void> {
  while (performance.now() < end) {
    const id = randomUUID();
    await records.keep({ ...run, assessment: { ...run.assessment, id } });
    await records.trail.record({ kind: 'call', requestId: id });
    calls += 1;
  }
}

await Promise.all(Array.from({ length: inFlight }, write));
await records.close();
console.log(calls);
