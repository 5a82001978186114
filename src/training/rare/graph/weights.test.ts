import { describe, expect, it } from 'vitest';
import { quantise } from './weights.ts';

const table = (start: readonly number[], column: readonly number[], value: readonly number[]) => ({
  columns: 4,
  channels: 2,
  start: Int32Array.from(start),
  column: Uint16Array.from(column),
  value: Float32Array.from(value),
  prior: [new Float32Array(4), new Float32Array(4)] as const,
  choice: [Int32Array.of(0), Int32Array.of(1)] as const,
});

describe('quantise', () => {
  it('loses at most half a step of each row and channel', () => {
    const value = [0.5, -8, 0.3, 2, -0.2, 7.9];
    const { code, scale } = quantise(table([0, 3], [0, 1, 3], value));
    value.forEach((real, at) => {
      const step = scale[at % 2]!;
      expect(step).toBeCloseTo([0.5, 8][at % 2]! / 127, 6);
      expect(Math.abs(code[at]! * step - real)).toBeLessThanOrEqual(step * 0.501);
    });
  });

  it('drops entries of which nothing is left, and keeps the rows apart', () => {
    const { start, column, code } = quantise(table([0, 2, 2, 4], [0, 2, 1, 3], [0, 0, 1, 0, 0.001, 0, -1, 4]));
    expect([...start]).toEqual([0, 1, 1, 2]);
    expect([...column]).toEqual([2, 3]);
    expect([...code]).toEqual([127, 0, -127, 127]);
  });
});
