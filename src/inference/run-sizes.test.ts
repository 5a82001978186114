import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf } from './run-sizes.ts';

const rowOf = (terms: number) => ({ nodes: new Int32Array(terms), coefficients: new Float32Array() });
const sizes = (lengths: readonly number[]) => [...runsOf(lengths.map(rowOf))].map((run) => run.length);

describe('runsOf', () => {
  it('gives usual patients 16 at a time', () => {
    expect(sizes(Array(35).fill(60))).toEqual([16, 16, 3]);
  });

  it('gives long records fewer at a time, and the longest ones alone', () => {
    expect(sizes([2000, 2000, 2000, 60])).toEqual([2, 2]);
    expect(sizes([60, 20_000, 60])).toEqual([1, 1, 1]);
  });

  it('keeps every row, in order', () => {
    const lengths = fc.array(fc.nat({ max: 1000 }), { maxLength: 100 });
    fc.assert(
      fc.property(lengths, (all) => {
        const rows = all.map(rowOf);
        expect([...runsOf(rows)].flat()).toEqual(rows);
      }),
    );
  });
});
