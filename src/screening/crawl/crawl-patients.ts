import { join } from 'node:path';
import type { AccessSource } from '../../fhir/backend-services/access-tokens.ts';
import { authorisedRequests, serverBase } from '../auth/authorised-request.ts';
import { forEachAtOnce } from '../bulk/for-each-at-once.ts';
import { type Clock, type Patience, systemClock } from '../bulk/patience.ts';
import type { WaitLimits } from '../bulk/retry-after.ts';
import type { FetchedInput, InputProblem } from '../input.ts';
import { openCrawlJournal, type PatientDone } from './crawl-journal.ts';
import { crawlPatient } from './crawl-patient.ts';
import { crawlQueries, patientId } from './crawl-queries.ts';
import { pacer } from './pacer.ts';
import { patientGet } from './patient-get.ts';
import { openShards, type ShardPlace, shardName } from './shards.ts';

export interface CrawlProgress {
  readonly phase: 'crawling';
  /** Patients that have been read, by earlier processes too. */
  readonly done: number;
}

export interface CrawlOptions {
  /** FHIR base URL. */
  readonly server: string;
  /** Absent for an open server. */
  readonly access?: AccessSource;
  /** Ids or references of patients; those that come twice are read once. */
  readonly patients: Iterable<string> | AsyncIterable<string>;
  /** Folder of this one crawl: its journal and files. The same folder goes on where the last process stopped. */
  readonly work: string;
  /** Requests a minute, over all patients; 300 unless given. Epic's servers were measured at 1,500 resources a minute. */
  readonly perMinute?: number;
  /** Patients under way at the same time; 4 unless given. */
  readonly atOnce?: number;
  /** See `crawlQueries`. The first one reads the Patient. */
  readonly queries?: readonly string[];
  /** Most pages of one search; 50 unless given. */
  readonly pages?: number;
  /** Size in bytes at which the next file is begun; 64 MiB unless given. */
  readonly shardBytes?: number;
  readonly fetch?: typeof globalThis.fetch;
  readonly clock?: Clock;
  readonly waits?: WaitLimits;
  readonly onProgress?: (progress: CrawlProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads patients one by one through searches, for servers whose Bulk Data export cannot be used: Epic's runs on the
 * database of daily work. There is no `_since`, as Epic keeps no `meta.lastUpdated`: every crawl reads whole records.
 * Safe to kill at any moment: the same call with the same folder continues, and no resource is written twice.
 * @throws HoofbeatsError CONFIG_INVALID, ACCESS_REFUSED, or FHIR_SERVER_UNAVAILABLE
 */
export async function crawlPatients(options: CrawlOptions): Promise<FetchedInput> {
  const { access, work, fetch, clock = systemClock, waits, signal, onProgress } = options;
  const { perMinute = 300, atOnce = 4, queries = crawlQueries, pages = 50, shardBytes = 64 * 1024 * 1024 } = options;
  const base = serverBase(options.server, access);
  const send = authorisedRequests({ ...(access && { access }), ...(fetch && { fetch }) });
  const patience: Patience = { clock, ...(waits && { waits }), ...(signal && { signal }) };
  const pace = pacer(perMinute, clock);
  const folder = join(work, 'files');
  const journal = await openCrawlJournal(join(work, 'crawl.ndjson'));
  const shards = await openShards(folder, lastPlace(journal.events), shardBytes);
  const done = new Set(journal.events.map(({ patient }) => patient));
  const invalid: InputProblem[] = [];
  try {
    await forEachAtOnce(newPatients(options.patients, done, invalid), { atOnce, patience }, async (id, stoppable) => {
      const get = patientGet(send, pace, stoppable);
      const { resources, deleted, problems } = await crawlPatient(id, queries, { base, pages, get });
      const place = await shards.append(resources.map((resource) => JSON.stringify(resource)));
      await journal.write({ event: 'patient', patient: id, ...place, deleted, problems });
      onProgress?.({ phase: 'crawling', done: journal.events.length });
    });
  } finally {
    await shards.close();
    await journal.close();
  }
  return inputOf(folder, journal.events, invalid);
}

/** The patients that are not done yet, each once. `seen` grows as they are handed out. */
async function* newPatients(list: CrawlOptions['patients'], seen: Set<string>, invalid: InputProblem[]) {
  let line = 0;
  for await (const text of list) {
    line += 1;
    if (text.trim() === '') continue;
    const id = patientId(text);
    if (id === undefined)
      invalid.push({
        code: 'patient-id-invalid',
        text: `Entry ${line} of the list of patients is no id; it was skipped.`,
      });
    else if (!seen.has(id)) {
      seen.add(id);
      yield id;
    }
  }
}

/** Patients are appended in the order of the journal or before it, so the last place is the furthest one. */
function lastPlace(events: readonly PatientDone[]): ShardPlace {
  return events.reduce<ShardPlace>(
    (last, { shard, end }) => (shard > last.shard || (shard === last.shard && end > last.end) ? { shard, end } : last),
    { shard: 0, end: 0 },
  );
}

function inputOf(folder: string, events: readonly PatientDone[], invalid: readonly InputProblem[]): FetchedInput {
  const { shard, end } = lastPlace(events);
  const count = end === 0 && shard === 0 ? 0 : shard + 1;
  return {
    files: Array.from({ length: count }, (_, number) => {
      const name = shardName(number);
      return { path: join(folder, name), gzip: false, name };
    }),
    deleted: events.filter(({ deleted }) => deleted).map(({ patient }) => `Patient/${patient}`),
    problems: [...invalid, ...events.flatMap(({ problems }) => problems)],
  };
}
