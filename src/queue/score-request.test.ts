import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRequest, encodeRequest } from './score-request.ts';

const row = fc
  .array(fc.tuple(fc.nat(20_000), fc.float({ noNaN: true }), fc.float({ noNaN: true })), { maxLength: 50 })
  .map((entries) => ({
    nodes: Int32Array.from(entries, ([node]) => node),
    coefficients: Float32Array.from(entries.flatMap(([, one, other]) => [one, other])),
  }));

const options = fc.record(
  { withoutSupport: fc.boolean(), diagnoses: fc.array(fc.nat(12_000), { maxLength: 12 }) },
  { requiredKeys: ['withoutSupport'] },
);

describe('a queued request', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), options, (rows, options) => {
        expect(decodeRequest(encodeRequest({ rows, options }))).toEqual({ rows, options });
      }),
    );
  });

  it('is read from any place in memory', () => {
    const [rows] = fc.sample(fc.array(row, { minLength: 2, maxLength: 2 }), { numRuns: 1, seed: 3 });
    const bytes = encodeRequest({ rows: rows!, options: {} });
    const moved = new Uint8Array(bytes.length + 1).subarray(1);
    moved.set(bytes);
    expect(decodeRequest(moved).rows).toEqual(rows);
  });

  it('is refused when it is anything else', () => {
    const bytes = Buffer.from(
      encodeRequest({ rows: [{ nodes: Int32Array.of(1), coefficients: Float32Array.of(1) }], options: {} }),
    );
    const negative = (at: number) => {
      const changed = Buffer.from(bytes);
      changed.writeInt32LE(-1, at);
      return changed;
    };
    const wrongLengths = [bytes.subarray(0, -4), Buffer.concat([bytes, Buffer.alloc(4)]), Buffer.alloc(3)];
    for (const wrong of [...wrongLengths, negative(8), negative(12)])
      expect(() => decodeRequest(wrong)).toThrow('malformed');
  });
});
