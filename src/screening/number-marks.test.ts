import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNumberMarks } from './number-marks.ts';

it('tells which numbers come again since the beginning', () => {
  const marks = createNumberMarks();
  const few = fc.integer({ min: -20, max: 20 });
  // Numbers that differ in their high bits alone, too.
  const numbers = fc.array(
    fc.oneof(
      few,
      fc.integer(),
      few.map((number) => number << 20),
    ),
    { maxLength: 3000 },
  );
  const check = (given: readonly number[]) => {
    marks.begin(given.length);
    const seen = new Set<number>();
    for (const number of given) {
      expect(marks.isNew(number)).toBe(!seen.has(number));
      seen.add(number);
    }
  };
  fc.assert(fc.property(numbers, check));
  check(Array.from({ length: 10_000 }, (_, at) => at % 7000));
});
