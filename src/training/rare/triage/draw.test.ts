import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../../random.ts';
import { draw } from './draw.ts';

describe('draw', () => {
  it('draws without replacement, and no more than there are', () => {
    expect([...draw([1, 2, 3], 5, mulberry32(1))].sort()).toEqual([1, 2, 3]);
    expect(draw([1, 2, 3], 2, mulberry32(1))).toHaveLength(2);
  });

  it('draws each item first as often as its weight says', () => {
    const random = mulberry32(2);
    const first = Array.from({ length: 4000 }, () => draw([1, 3], 1, random, (weight) => weight)[0]);
    expect(first.filter((item) => item === 3).length / first.length).toBeCloseTo(0.75, 1);
  });
});
