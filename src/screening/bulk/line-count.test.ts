import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { lineCount } from './line-count.ts';

/** Counts a text that comes in pieces of so many bytes. */
async function counted(text: string, size: number) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const counter = lineCount();
  const passed: Buffer[] = [];
  counter.on('data', (chunk: Buffer) => passed.push(chunk));
  Readable.from(pieces).pipe(counter);
  await finished(counter);
  expect(Buffer.concat(passed).toString()).toBe(text);
  const { lines, headers } = counter;
  return { lines, headers };
}

describe('lineCount', () => {
  const header = '{"resourceType": "Parameters","parameter":[]}';
  it.each([
    ['nothing', '', 0, 0],
    ['one line without an end', '{"a":1}', 1, 0],
    ['blank lines and CRLF', '\r\n{"a":1}\r\n \t\n\n{"b":2}\r\n', 2, 0],
    ['B17: headers of patients’ blocks', `${header}\n{"a":1}\n${header}\n{"b":"é"}\n`, 4, 2],
  ])('counts %s', async (_, text, lines, headers) => {
    for (const size of [1, 2, 7, 1000]) expect(await counted(text, size)).toEqual({ lines, headers });
  });
});
