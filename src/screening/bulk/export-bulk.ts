import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { authorisedRequests, type SendRequest, serverBase } from '../auth/authorised-request.ts';
import type { FetchedInput, InputProblem } from '../input.ts';
import { checkExport, isWanted } from './check-export.ts';
import { downloadPage } from './download-page.ts';
import {
  checkpoints,
  digest,
  type ExportEvent,
  exportState,
  type FileDone,
  type Finished,
  openExportJournal,
  type Started,
} from './export-journal.ts';
import type { Journal } from './journal.ts';
import { kickOff } from './kick-off.ts';
import type { ExportScope, KickOffDialect } from './kick-off-request.ts';
import type { Manifest } from './manifest.ts';
import { ExportGone, manifestPages } from './manifest-pages.ts';
import { type Clock, type Patience, systemClock } from './patience.ts';
import type { WaitLimits } from './retry-after.ts';
import { readSideFiles } from './side-files.ts';

/** How far an export has come. */
export interface ExportProgress {
  readonly phase: 'exporting' | 'downloading';
  /** Files on the disk. */
  readonly done: number;
  /** Known while downloading. */
  readonly total?: number;
  /** What the server says of its progress, in its own words. */
  readonly note?: string;
}

export interface BulkExportOptions extends Omit<ExportScope, 'base' | 'types'> {
  /** FHIR base URL. */
  readonly server: string;
  /** Absent for an open server. */
  readonly access?: AccessSource;
  /** Folder of this one export: its journal and files. The same folder goes on where the last process stopped. */
  readonly work: string;
  /** Resource types; all of them when empty. */
  readonly types?: readonly string[];
  /** Edition of the guide, where the server's is known; otherwise both are tried. */
  readonly dialect?: KickOffDialect;
  /** Downloads under way at the same time; 5 unless given. */
  readonly atOnce?: number;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly waits?: WaitLimits;
  /** How long the server may take, in milliseconds; 30 days unless given. */
  readonly busyMs?: number;
  readonly onProgress?: (progress: ExportProgress) => void;
  readonly signal?: AbortSignal;
}

/** What screening reads of a record. */
export const screenedTypes = ['Patient', 'Condition', 'Observation'] as const;

/** An export that the server forgot is started anew so often. */
const mostRestarts = 2;

/**
 * Fetches a Bulk Data export (STU2, STU3, STU4 ballot): starts it or goes on with it, waits, downloads, reads deletions
 * and reports, and lets the server delete it. Safe to kill at any moment: the same call with the same folder continues.
 * @throws HoofbeatsError CONFIG_INVALID, ACCESS_REFUSED, EXPORT_FAILED, or FHIR_SERVER_UNAVAILABLE
 */
export async function exportBulk(options: BulkExportOptions): Promise<FetchedInput> {
  const base = serverBase(options.server, options.access);
  const { server: _, access, work, fetch, clock = systemClock, waits, busyMs, signal } = options;
  const send = authorisedRequests({ ...(access && { access }), ...(fetch && { fetch }) });
  const patience: Patience = {
    clock,
    ...(waits && { waits }),
    ...(busyMs !== undefined && { busyMs }),
    ...(signal && { signal }),
  };
  const journal = await openExportJournal(join(work, 'export.ndjson'));
  try {
    return await continueExport({ options, scope: scopeOf(options, base), send, patience, journal });
  } finally {
    await journal.close();
  }
}

interface Work {
  readonly options: BulkExportOptions;
  readonly scope: ExportScope;
  readonly send: SendRequest;
  readonly patience: Patience;
  readonly journal: Journal<ExportEvent>;
}

async function continueExport(work: Work): Promise<FetchedInput> {
  const { options, scope, send, journal } = work;
  const request = digest(JSON.stringify(scope));
  for (let restarts = 0; ; restarts += 1) {
    const state = exportState(journal.events);
    const stale = state.started && state.started.request !== request;
    if (stale && !state.released) await release(state.started!.statusUrl, send);
    const started = state.started && !stale && restarts === 0 ? state.started : await start(work, request);
    try {
      const finished = (stale ? undefined : state.finished) ?? (await fetchFiles(work, started));
      if (!exportState(journal.events).released) {
        await release(started.statusUrl, send);
        await journal.write({ event: 'released' });
      }
      return inputOf(options.work, journal, finished);
    } catch (thrown) {
      if (!(thrown instanceof ExportGone)) throw thrown;
      if (restarts >= mostRestarts)
        throw new HoofbeatsError('EXPORT_FAILED', 'The server keeps forgetting the export.');
    }
  }
}

async function start({ options, scope, send, patience, journal }: Work, request: string): Promise<Started> {
  const { statusUrl, problems } = await kickOff(scope, send, patience, options.dialect);
  const started: Started = { event: 'started', request, statusUrl, problems };
  // First of all: a process that dies now must find the export again.
  await journal.write(started);
  await rm(join(options.work, 'files'), { recursive: true, force: true });
  return started;
}

async function fetchFiles(work: Work, started: Started): Promise<Finished> {
  const { options, scope, send, patience, journal } = work;
  const { onProgress, atOnce = 5 } = options;
  const folder = join(options.work, 'files');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const manifests = new Map<number, Manifest>();
  const unavailable = new Map<number, readonly InputProblem[]>();
  let done = exportState(journal.events).files.length;
  const wait = (note?: string) => onProgress?.({ phase: 'exporting', done, ...(note !== undefined && { note }) });
  wait();
  for await (const page of manifestPages(started.statusUrl, send, patience, wait)) {
    manifests.set(page.number, page.manifest);
    const files = page.manifest.files.filter((file) => isWanted(file, scope.types));
    const total = sum(
      manifests.values(),
      (manifest) => manifest.files.filter((one) => isWanted(one, scope.types)).length,
    );
    const keep = async (file: FileDone) => {
      await journal.write(file);
      done += 1;
      onProgress?.({ phase: 'downloading', done, total });
    };
    const checkpoint = checkpoints(exportState(journal.events).files, page.number, files);
    const wanted = { ...page, manifest: { ...page.manifest, files } };
    const problems = await downloadPage(wanted, { folder, send, patience, atOnce, checkpoint, keep });
    unavailable.set(page.number, problems);
  }
  const { files } = exportState(journal.events);
  const { deleted, problems } = await readSideFiles(folder, files);
  const [first] = manifests.values();
  const finished: Finished = {
    event: 'finished',
    ...(first?.transactionTime !== undefined && { transactionTime: first.transactionTime }),
    deleted,
    problems: [
      ...started.problems,
      ...[...unavailable.values()].flat(),
      ...checkExport([...manifests.values()], files, scope.types),
      ...problems,
    ],
  };
  await journal.write(finished);
  return finished;
}

const sum = <Item>(items: Iterable<Item>, of: (item: Item) => number) =>
  Array.from(items, of).reduce((total, one) => total + one, 0);

/** Tells the server that the export is no longer needed (Bulk Data §Delete Request); it may have forgotten already. */
async function release(statusUrl: string, send: SendRequest): Promise<void> {
  const options = { method: 'DELETE', headers: { Accept: 'application/fhir+json' } } as const;
  const response = await send(statusUrl, { ...options, signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
  await response?.body?.cancel();
}

function inputOf(work: string, journal: Journal<ExportEvent>, finished: Finished): FetchedInput {
  const { transactionTime, deleted, problems } = finished;
  const output = exportState(journal.events).files.filter(({ role }) => role === 'output');
  return {
    files: output
      .toSorted((a, b) => a.page - b.page || a.index - b.index)
      .map(({ name }) => ({ path: join(work, 'files', name), gzip: false, name })),
    ...(transactionTime !== undefined && { transactionTime }),
    deleted,
    problems,
  };
}

function scopeOf({ types = screenedTypes, ...options }: BulkExportOptions, base: string): ExportScope {
  const { group, since, patients, typeFilters, elements, organiseByPatient, partialManifests } = options;
  return {
    base,
    ...(group !== undefined && { group }),
    types,
    ...(since !== undefined && { since }),
    ...(patients && { patients }),
    ...(typeFilters && { typeFilters }),
    ...(elements && { elements }),
    ...(organiseByPatient && { organiseByPatient }),
    ...(partialManifests && { partialManifests }),
  };
}
