import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PatientResult } from './patient-result.ts';
import { resultsName } from './screen-bucket.ts';

/** The results of a run, bucket by bucket, each bucket by patient id: the same in every reading. */
export async function* readResults(results: string, buckets: number): AsyncGenerator<PatientResult> {
  for (let bucket = 0; bucket < buckets; bucket++) {
    const input = createReadStream(join(results, resultsName(bucket)));
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(line) as PatientResult;
  }
}
