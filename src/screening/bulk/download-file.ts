import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { SendRequest } from '../auth/authorised-request.ts';
import { parseJson, responseText } from '../auth/response-text.ts';
import { type LineCount, lineCount } from './line-count.ts';
import { underOwnSignal } from './own-signal.ts';
import { type Attempt, connectionFailure, type Patience, patiently } from './patience.ts';
import { mayPass } from './patient-request.ts';

/** What a file came to on the disk, unpacked. */
export interface FileSize {
  readonly lines: number;
  /** Lines that open a patient's block. */
  readonly headers: number;
  readonly bytes: number;
}

export type Download = FileSize | 'expired' | { readonly refused: number };

// Accept-Encoding: Bulk Data §Output File Request, SHOULD.
const headers = { Accept: 'application/fhir+ndjson', 'Accept-Encoding': 'gzip' };

/**
 * Downloads one file of an export. It appears under `path` when it is whole: servers answer Range with the whole file,
 * so what broke off is begun again.
 * @returns its size; `expired` when fresh links are needed; the status when the server will not send it
 * @throws HoofbeatsError ACCESS_REFUSED, or FHIR_SERVER_UNAVAILABLE when patience ends
 */
export function downloadFile(
  url: string,
  path: string,
  withToken: boolean,
  send: SendRequest,
  patience: Patience,
): Promise<Download> {
  const { signal } = patience;
  const once = async (own: AbortSignal): Promise<Attempt<Download>> => {
    const response = await send(url, { headers, withToken, signal: own });
    if (response.status === 200 && response.body) return { value: await save(response.body, path, own) };
    return answerOf(response, parseJson(await responseText(response)), withToken);
  };
  const failed = (cause: unknown) => {
    if (isDiskError(cause)) throw cause;
    return connectionFailure(cause, signal);
  };
  return patiently(() => underOwnSignal(signal, once).catch(failed), patience);
}

function answerOf({ status, headers }: Response, body: unknown, withToken: boolean): Attempt<Download> {
  if (status === 404 || status === 410) return { value: 'expired' };
  // A file store answers 403 to a signed link that is over.
  if (status === 403 && !withToken) return { value: 'expired' };
  if (status === 401 || status === 403)
    throw new HoofbeatsError('ACCESS_REFUSED', `The FHIR server refused a file of the export with ${status}.`);
  if (mayPass(status, body) || status >= 500) return { failure: { status, headers } };
  return { value: { refused: status } };
}

async function save(body: NonNullable<Response['body']>, path: string, signal: AbortSignal): Promise<FileSize> {
  const part = `${path}.part`;
  const counter: LineCount = lineCount();
  const { source, gzip } = await peek(body);
  const file = createWriteStream(part, { mode: 0o600, flush: true });
  await pipeline([source, ...(gzip ? [createGunzip()] : []), counter, file], { signal });
  await rename(part, path);
  const { lines, headers: blockHeaders, bytes } = counter;
  return { lines, headers: blockHeaders, bytes };
}

/** Tells a file that is gzip by itself; `fetch` has already unpacked what only travelled so. */
async function peek(body: NonNullable<Response['body']>): Promise<{ source: Readable; gzip: boolean }> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head: Uint8Array = first.done ? new Uint8Array() : first.value;
  const all = async function* () {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value as Uint8Array;
  };
  return { source: Readable.from(all()), gzip: head[0] === 0x1f && head[1] === 0x8b };
}

/** A full or failing disk is no reason to ask the server again. */
const isDiskError = (thrown: unknown) =>
  /^(ENOSPC|EACCES|EROFS|EIO|EDQUOT|ENOENT|EMFILE)$/.test((thrown as NodeJS.ErrnoException).code ?? '');
