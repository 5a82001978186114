import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** A line of a publisher's file with its place, for messages. */
export interface SourceLine {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Streams the lines of a UTF-8 text file, gunzipping `.gz`. Memory does not grow with the file. */
export async function* readLines(file: string): AsyncGenerator<SourceLine> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  // pipe() does not forward errors: without this, a missing file would hang the reader.
  raw.on('error', (error) => input.destroy(error));
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      yield { file, line, text };
    }
  } catch (cause) {
    throw new HoofbeatsError(
      'SOURCE_FILE_INVALID',
      `${file}: cannot be read after line ${line}: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

/** The error for a malformed row: file, line and column (1-based), what was found and what was expected. */
export function malformed(at: SourceLine, column: number, problem: string): HoofbeatsError {
  return new HoofbeatsError('SOURCE_FILE_INVALID', `${at.file}:${at.line}:${column}: ${problem}`);
}
