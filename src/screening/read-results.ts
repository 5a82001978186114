import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PatientResult } from './patient-result.ts';
import { resultsName } from './screen-bucket.ts';

/** The results of a run, bucket by bucket, each bucket by patient id: the same in every reading. Holds one bucket. */
export async function* readResults(results: string, buckets: number): AsyncGenerator<PatientResult> {
  for (let bucket = 0; bucket < buckets; bucket++) {
    const text = await readFile(join(results, resultsName(bucket)), 'utf8');
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      yield JSON.parse(text.slice(start, end)) as PatientResult;
      start = end + 1;
    }
  }
}
