import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { AccessSource } from '../fhir/backend-services/access-tokens.ts';
import { type CrawlProgress, crawlPatients } from './crawl/crawl-patients.ts';
import type { ScreeningSource } from './source.ts';

export interface CrawlSourceOptions {
  /** FHIR base URL. */
  readonly server: string;
  /** File with an id or reference of a patient on each line. */
  readonly patients: string;
  /** Requests a minute; see `CrawlOptions`. */
  readonly perMinute?: number;
  /** Absent for an open server. */
  readonly access?: AccessSource;
}

/** The patients of a list, each read through searches; every run reads them anew. */
export function crawlSource({ server, patients, access, perMinute }: CrawlSourceOptions): ScreeningSource {
  const list = resolve(patients);
  return {
    description: `patients of ${list} on ${server}`,
    incremental: false,
    async fetch({ work, onProgress, signal }) {
      let total = 0;
      for await (const _ of idsOf(list)) total += 1;
      return crawlPatients({
        server,
        patients: idsOf(list),
        work,
        ...(access && { access }),
        ...(perMinute !== undefined && { perMinute }),
        ...(onProgress && { onProgress: ({ done }: CrawlProgress) => onProgress({ unit: 'patients', done, total }) }),
        ...(signal && { signal }),
      });
    },
  };
}

async function* idsOf(path: string): AsyncGenerator<string> {
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const id = line.trim();
      if (id !== '' && !id.startsWith('#')) yield id;
    }
  } catch (cause) {
    throw new HoofbeatsError('USAGE', `The list of patients ${path} cannot be read.`, { cause });
  }
}
