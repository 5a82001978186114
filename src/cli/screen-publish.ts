import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import type { InputProblem } from '../screening/input.ts';
import { openOutputFile } from '../screening/output/output-file.ts';
import type { RunDescription } from '../screening/output/run-summary.ts';
import { writeOutputs } from '../screening/output/write-outputs.ts';
import type { RunState } from '../screening/run-state.ts';
import type { ScreenedRun } from '../screening/screen.ts';
import { type WriteResults, writtenText } from './screen-write-back.ts';

export interface PublishOptions {
  /** Folder of the outputs. */
  readonly out: string;
  /** Most patients on the work list. */
  readonly top: number;
  readonly config: Config;
  readonly writeResults: WriteResults | undefined;
  /** FHIR server that was screened. */
  readonly server: string | undefined;
}

/**
 * Gives the results of a run to people: the folder of outputs, the EHR where that was asked for, the audit log, and whoever has
 * subscribed. Outputs are written while patients are still assessed; everything else waits for the last of them.
 */
export async function publish(
  { results, assessed, problems }: ScreenedRun,
  { out, top, config, writeResults, server }: PublishOptions,
): Promise<void> {
  await mkdir(out, { recursive: true, mode: 0o700 });
  const run = async () => {
    const state = await assessed();
    await writeProblems(problems(), join(out, 'errors.ndjson'));
    return descriptionOf(state);
  };
  await writeOutputs(results, { out, top, run });
  const written = await writeResults?.(results, out);
  // On stderr, beside the progress: stdout has the one object of --json.
  if (written) console.error(writtenText(written));
  await keepOnRecord(await assessed(), server, config);
}

/** An entry of the audit log, and with it the news for whoever has subscribed. */
async function keepOnRecord(state: RunState, server: string | undefined, config: Config): Promise<void> {
  // Loaded when the threads and their memory are gone.
  const { withRecords } = await import('../records.ts');
  const { publishScreening } = await import('../subscriptions/server/publish-screening.ts');
  const { screeningAudience } = await import('./screening-audience.ts');
  const { id, startedAt, patients } = state;
  const record = {
    kind: 'prediction',
    client: 'hoofbeats screen',
    requestId: `${id} ${startedAt}`,
    outcome: `screening: ${patients} patients, ${state.assessed} assessed`,
  } as const;
  const screening = { ...state, finishedAt: new Date().toISOString() };
  const audience = screeningAudience(server, config);
  await withRecords(config, ({ trail, keys }) =>
    trail.record(record, { together: (trx) => publishScreening(screening, audience, trx, keys.seal) }),
  );
}

async function writeProblems(problems: AsyncIterable<InputProblem>, path: string): Promise<void> {
  const file = openOutputFile(path);
  try {
    for await (const problem of problems) await file.write(`${JSON.stringify(problem)}\n`);
  } catch (thrown) {
    await file.abandon();
    throw thrown;
  }
  await file.close();
}

const descriptionOf = ({ id, source, startedAt, updatedAt, transactionTime, problems }: RunState): RunDescription => ({
  id,
  source,
  startedAt,
  finishedAt: updatedAt,
  problems,
  ...(transactionTime !== undefined && { transactionTime }),
});
