import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf } from './best-of.ts';

describe('bestOf', () => {
  it('keeps what sorting and cutting would keep, for any input and capacity', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 })), fc.nat(12), (numbers, capacity) => {
        const best = bestOf<number>(capacity, (a, b) => a - b);
        for (const number of numbers) best.offer(number);
        expect(best.ranked()).toEqual(numbers.toSorted((a, b) => a - b).slice(0, capacity));
      }),
    );
  });
});
