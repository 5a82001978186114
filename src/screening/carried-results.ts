import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { lineOf, recordCursor } from './lines/line-record.ts';
import type { BucketPart, PatientLines } from './patient-lines.ts';
import type { PatientResult } from './patient-result.ts';

/** How results of the run before are carried over, where a source tells what has changed. */
export interface CarryOver {
  /** What assesses the patients: the results of another are not carried over. */
  readonly assessedBy: string;
  /** File with the results of this bucket in the run before, when there are any. */
  readonly earlier?: string;
}

/**
 * What a patient's result comes from: the lines about them, as they came, and what assesses them. Later fetches are read
 * behind earlier ones, so that what nothing new is known of has the same digest in every run.
 */
export function basisOf({ places }: PatientLines, parts: readonly BucketPart[], { assessedBy }: CarryOver): string {
  const hash = createHash('sha256').update(assessedBy);
  for (let place = 0; place < places.length; place += 2) {
    const { bytes, forms } = parts[places[place]!]!;
    const record = recordCursor(bytes);
    record.moveTo(places[place + 1]!);
    hash.update('\n').update(lineOf(bytes, record, forms[record.formNumber]));
  }
  return hash.digest('base64url');
}

/** Earlier results by their basis. */
export async function carriedResults({ earlier }: CarryOver): Promise<ReadonlyMap<string, PatientResult>> {
  const results = new Map<string, PatientResult>();
  // A run that died while it put them aside has none.
  if (earlier === undefined || !existsSync(earlier)) return results;
  for await (const line of createInterface({ input: createReadStream(earlier), crlfDelay: Number.POSITIVE_INFINITY })) {
    const result = JSON.parse(line) as PatientResult;
    if (result.basis !== undefined) results.set(result.basis, result);
  }
  return results;
}
