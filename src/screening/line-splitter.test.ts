import { describe, expect, it } from 'vitest';
import { splitLines } from './line-splitter.ts';

function split(text: string, chunkBytes: number, limit = 1000) {
  const lines: string[] = [];
  const tooLong: number[] = [];
  const splitter = splitLines(
    {
      line: (bytes, start, end, number) => lines.push(`${number} ${bytes.toString('utf8', start, end)}`),
      tooLong: (_, number) => tooLong.push(number),
    },
    limit,
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) splitter.push(bytes.subarray(at, at + chunkBytes));
  return { count: splitter.end(), lines, tooLong };
}

describe('split lines', () => {
  it('gives the same lines however the bytes are cut', () => {
    const text = 'a\nbb\n\nüñí\nlast without end';
    const whole = split(text, 1000);
    expect(whole).toEqual({ count: 5, lines: ['1 a', '2 bb', '3 ', '4 üñí', '5 last without end'], tooLong: [] });
    for (let chunk = 1; chunk < 12; chunk++) expect(split(text, chunk)).toEqual(whole);
  });

  it('counts no line after the last line feed', () => {
    expect(split('a\nb\n', 3).count).toBe(2);
    expect(split('', 3).count).toBe(0);
  });

  it('passes over a line beyond the limit, and goes on behind it', () => {
    const text = `short\n${'x'.repeat(500)}\nafter`;
    for (const chunk of [1, 7, 100, 499])
      expect(split(text, chunk, 100)).toEqual({ count: 3, lines: ['1 short', '3 after'], tooLong: [2] });
  });
});
