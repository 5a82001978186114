import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { SendRequest } from '../auth/authorised-request.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { describeAnswer } from './outcome.ts';
import { type Patience, usualBusyMs } from './patience.ts';
import { type Answer, requestPatiently } from './patient-request.ts';
import { waitBefore } from './retry-after.ts';

/** One manifest of an export, with the place from which it can be had anew. */
export interface ManifestPage {
  readonly url: string;
  /** From 0. */
  readonly number: number;
  readonly manifest: Manifest;
}

/** The server knows nothing of this export any more. */
export class ExportGone extends Error {
  override readonly name = 'ExportGone';
}

const headers = { Accept: 'application/json' };

/**
 * Waits for the manifests of an export and follows their links (Bulk Data STU3 §Output Manifest). A manifest that comes
 * before the export has finished is handed out at once, and again when the server has added files to it.
 * @param onProgress gets what the server says in X-Progress, at most 100 characters
 * @throws ExportGone, and HoofbeatsError EXPORT_FAILED, ACCESS_REFUSED or FHIR_SERVER_UNAVAILABLE
 */
export async function* manifestPages(
  statusUrl: string,
  send: SendRequest,
  patience: Patience,
  onProgress?: (text: string | undefined) => void,
): AsyncGenerator<ManifestPage> {
  const { clock, waits, busyMs = usualBusyMs, signal } = patience;
  const start = clock.now();
  let url = statusUrl;
  let number = 0;
  let polls = 0;
  let known = -1;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await askStatus(url, send, patience);
    const manifest = readManifest(answer.body, url);
    if (answer.status === 200 && !manifest)
      throw new HoofbeatsError('EXPORT_FAILED', 'The export has finished, but without a manifest.');
    if (manifest && manifest.files.length !== known) {
      known = manifest.files.length;
      yield { url, number, manifest };
    }
    if (manifest?.next !== undefined) {
      url = manifest.next;
      number += 1;
      polls = 0;
      known = -1;
      continue;
    }
    if (answer.status === 200) return;
    if (clock.now() - start > busyMs)
      throw new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', 'The export has not finished in the time that it was given.');
    onProgress?.(answer.headers.get('x-progress')?.slice(0, 100));
    await clock.sleep(waitBefore(answer.headers, polls, clock.now(), waits), signal);
    polls += 1;
  }
}

/** A page anew, for fresh links to files that have expired (Bulk Data §Output File Request). */
export async function refetchPage(page: ManifestPage, send: SendRequest, patience: Patience): Promise<ManifestPage> {
  const { body } = await askStatus(page.url, send, patience);
  return { ...page, manifest: readManifest(body, page.url) ?? page.manifest };
}

async function askStatus(url: string, send: SendRequest, patience: Patience): Promise<Answer> {
  const answer = await requestPatiently(send, url, { headers }, patience, statusOfExport);
  const { status } = answer;
  if (status === 200 || status === 202) return answer;
  if (status === 404 || status === 410) throw new ExportGone(`the status was answered with ${status}`);
  if (status === 401 || status === 403)
    throw new HoofbeatsError('ACCESS_REFUSED', `The FHIR server refused the status of the export with ${status}.`);
  throw new HoofbeatsError('EXPORT_FAILED', `The export failed: ${describeAnswer(status, answer.body)}.`);
}

/** STU4 ballot: after `separate-export-status`, the export's own status stands in a header: `202 Accepted`. */
function statusOfExport(answer: Answer): Answer {
  const status = Number.parseInt(answer.headers.get('x-export-status') ?? '', 10);
  return answer.status === 200 && status >= 100 ? { ...answer, status } : answer;
}
