import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressed, decompressed } from './compressed.ts';

describe('compressed', () => {
  it('gives every value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(decompressed(compressed(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('takes pieces for what they are together, of any length', () => {
    const long = `"${'Größe ≥ 3 '.repeat(60_000)}"`;
    for (const value of ['"short"', long])
      expect(decompressed(compressed('[', value, ',', value, ']'))).toEqual([JSON.parse(value), JSON.parse(value)]);
  });

  it('takes a record to a tenth', () => {
    const record = Array.from({ length: 500 }, (_, day) => ({ reference: `Observation/${day}`, text: 'Platelets 96' }));
    const text = JSON.stringify(record);
    expect(compressed(text).length).toBeLessThan(text.length / 10);
  });

  it('reads what was kept uncompressed', () => {
    expect(decompressed(Buffer.from('{"case":"Ünder"}'))).toEqual({ case: 'Ünder' });
  });
});
