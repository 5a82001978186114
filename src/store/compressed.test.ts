import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressed, decompressed } from './compressed.ts';

describe('compressed', () => {
  it('gives every value back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(decompressed(await compressed(value)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('takes a record to a tenth', async () => {
    const record = Array.from({ length: 500 }, (_, day) => ({ reference: `Observation/${day}`, text: 'Platelets 96' }));
    expect((await compressed(record)).length).toBeLessThan(JSON.stringify(record).length / 10);
  });

  it('reads what was kept uncompressed', () => {
    expect(decompressed(Buffer.from('{"case":"Ünder"}'))).toEqual({ case: 'Ünder' });
  });
});
