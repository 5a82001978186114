import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readNumberBytes } from './number-bytes.ts';

const read = (text: string) => readNumberBytes(Buffer.from(`"${text}"`), 1, text.length + 1);

it('reads numbers as JSON.parse does, to the last bit', () => {
  const short = fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat({ max: 999_999 }), fc.nat({ max: 6 }))
    .map(
      ([whole, decimals, length]) =>
        `${whole}${length > 0 ? `.${String(decimals).padStart(6, '0').slice(0, length)}` : ''}`,
    );
  const any = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value));
  fc.assert(
    fc.property(fc.oneof(short, any), (text) => {
      expect(read(text)).toBe(JSON.parse(text));
    }),
    { numRuns: 5000 },
  );
  for (const text of [
    '0',
    '-0',
    '0.1',
    '-0.05',
    '138.270',
    '1e3',
    '1.5E-7',
    '12345678901234567890',
    '0.000000000000001',
  ])
    expect(read(text)).toBe(JSON.parse(text));
});
