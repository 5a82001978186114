import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDaySet } from './day-set.ts';

it('counts different days, time and again', () => {
  const days = createDaySet();
  const check = (given: readonly number[]) => {
    days.clear();
    for (const day of given) days.add(day);
    expect(days.size).toBe(new Set(given).size);
  };
  fc.assert(fc.property(fc.array(fc.nat(700)), check));
});
