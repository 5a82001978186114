import { createHash } from 'node:crypto';
import type { JsonObject } from '../../fhir/json.ts';
import type { InputProblem } from '../input.ts';
import type { FileSize } from './download-file.ts';
import { type Journal, openJournal } from './journal.ts';
import type { ManifestFile } from './manifest.ts';

/** The server has taken an export on. */
export interface Started {
  readonly event: 'started';
  /** Digest of what was asked for: another request is another export. */
  readonly request: string;
  readonly statusUrl: string;
  readonly problems: readonly InputProblem[];
}

/** A file of the export is on the disk. */
export interface FileDone extends FileSize {
  readonly event: 'file';
  /** Number of the manifest that names it. */
  readonly page: number;
  readonly role: ManifestFile['role'];
  readonly index: number;
  /** Digest of its URL, which may hold a signature. */
  readonly url: string;
  readonly type?: string;
  readonly count?: number;
  /** In the work folder's `files`. */
  readonly name: string;
}

/** Everything is on the disk. */
export interface Finished {
  readonly event: 'finished';
  readonly transactionTime?: string;
  readonly deleted: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** The server has been told that it may forget the export. */
export interface Released {
  readonly event: 'released';
}

export type ExportEvent = Started | FileDone | Finished | Released;

/** Where an export stands, from its events. */
export interface ExportState {
  readonly started: Started | undefined;
  readonly files: readonly FileDone[];
  readonly finished: Finished | undefined;
  readonly released: boolean;
}

const events: ReadonlySet<unknown> = new Set<ExportEvent['event']>(['started', 'file', 'finished', 'released']);

export const openExportJournal = (path: string): Promise<Journal<ExportEvent>> =>
  openJournal<ExportEvent & JsonObject>(path, (value): value is ExportEvent & JsonObject => events.has(value.event));

/** The state of the export that was started last. */
export function exportState(list: readonly ExportEvent[]): ExportState {
  const start = list.findLastIndex(({ event }) => event === 'started');
  const since = start === -1 ? [] : list.slice(start);
  return {
    started: since.find((one) => one.event === 'started'),
    files: since.filter((one) => one.event === 'file'),
    finished: since.find((one) => one.event === 'finished'),
    released: since.some(({ event }) => event === 'released'),
  };
}

/** Finds the checkpoint of a file, if it is already here. */
export type FindCheckpoint = (file: ManifestFile) => FileDone | undefined;

/**
 * Checkpoints of one page of an export. URLs are compared first; a file whose link is fresh is told by its place, as
 * manifests are not altered otherwise (Bulk Data §In-Progress Status).
 */
export function checkpoints(done: readonly FileDone[], page: number, named: readonly ManifestFile[]): FindCheckpoint {
  const ofPage = done.filter((one) => one.page === page);
  const byUrl = new Map(ofPage.map((one) => [`${one.role} ${one.url}`, one]));
  const urls = new Set(named.map(({ url }) => digest(url)));
  const byPlace = new Map(ofPage.filter(({ url }) => !urls.has(url)).map((one) => [place(one), one]));
  return (file) => byUrl.get(`${file.role} ${digest(file.url)}`) ?? byPlace.get(place(file));
}

const place = ({ role, index, type, count }: FileDone | ManifestFile) => JSON.stringify([role, index, type, count]);

export const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
