import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lineFeed } from './line-splitter.ts';
import type { PatientResult } from './patient-result.ts';
import { resultsName } from './screen-bucket.ts';

/**
 * The results of a run, bucket by bucket, each bucket by patient id: the same in every reading. Holds one bucket.
 * @param done resolves when a bucket may be read
 */
export async function* readResults(
  results: string,
  buckets: number,
  done: (bucket: number) => Promise<void>,
): AsyncGenerator<PatientResult> {
  for (let bucket = 0; bucket < buckets; bucket++) {
    await done(bucket);
    // Line by line to text: most of them are ASCII, which takes half the memory and is parsed sooner.
    const bytes = await readFile(join(results, resultsName(bucket)));
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      yield JSON.parse(bytes.toString('utf8', start, end)) as PatientResult;
      start = end + 1;
    }
  }
}
