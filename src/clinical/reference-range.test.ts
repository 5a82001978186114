import { describe, expect, it } from 'vitest';
import { reportedRange } from './reference-range.ts';

const q = (value: number, unit = 'g/dL') => ({ value, unit });
const female = [{ coding: [{ system: 'http://snomed.info/sct', code: '248152002' }] }];
const male = [{ text: 'Male' }];

describe('reportedRange', () => {
  it('reads low and high with their unit', () => {
    expect(reportedRange([{ low: q(3.5), high: q(5) }], undefined, undefined)).toEqual({
      low: 3.5,
      high: 5,
      unit: 'g/dL',
    });
  });

  it('takes the range of the sex and leaves those of others', () => {
    const ranges = [
      { low: q(14), high: q(18), appliesTo: male },
      { low: q(12), high: q(16), appliesTo: female },
    ];
    expect(reportedRange(ranges, 'female', 40)).toMatchObject({ low: 12 });
    expect(reportedRange(ranges, 'male', 40)).toMatchObject({ low: 14 });
    expect(reportedRange(ranges, undefined, 40)).toBe('unusable');
  });

  it('takes the range of the age, in any unit of age', () => {
    const ranges = [
      { high: q(100), age: { high: { value: 6, unit: 'mo', system: 'http://unitsofmeasure.org', code: 'mo' } } },
      { high: q(200), age: { low: { value: 6, code: 'mo' }, high: { value: 18, code: 'a' } } },
    ];
    expect(reportedRange(ranges, undefined, 0.2)).toMatchObject({ high: 100 });
    expect(reportedRange(ranges, undefined, 10)).toMatchObject({ high: 200 });
    expect(reportedRange(ranges, undefined, 40)).toBe('unusable');
    expect(reportedRange(ranges, undefined, undefined)).toBe('unusable');
  });

  it('prefers the more specific range', () => {
    const ranges = [{ high: q(10) }, { high: q(8), appliesTo: female }];
    expect(reportedRange(ranges, 'female', 40)).toMatchObject({ high: 8 });
    expect(reportedRange(ranges, 'male', 40)).toMatchObject({ high: 10 });
  });

  it('leaves therapeutic ranges and those of pregnancy', () => {
    expect(reportedRange([{ high: q(3), type: { coding: [{ code: 'therapeutic' }] } }], undefined, 40)).toBe(
      'unusable',
    );
    expect(reportedRange([{ high: q(3), appliesTo: [{ text: 'Pregnant' }] }], 'female', 40)).toBe('unusable');
  });

  it.each([
    ['3.5-5.0', { low: 3.5, high: 5 }],
    ['3,5 – 5,0 mmol/L', { low: 3.5, high: 5, unit: 'mmol/L' }],
    ['(0.5 to 1.2)', { low: 0.5, high: 1.2 }],
    ['<5', { high: 5, highIsAbnormal: true }],
    ['>= 60 mL/min', { low: 60, lowIsAbnormal: false, unit: 'mL/min' }],
  ])('reads the text %s', (text, limits) => {
    expect(reportedRange([{ text }], undefined, undefined)).toEqual(limits);
  });

  it.each([[[{ text: 'see comment' }]], [[{ low: q(5), high: q(3) }]], [[{ text: `1-2${' '.repeat(60_000)}!` }]]])(
    'finds no limits that can be used in %j',
    (value) => {
      expect(reportedRange(value, 'male', 40)).toBe('unusable');
    },
  );

  it.each([[[null, 3]], ['x'], [{}], [undefined]])('finds no range at all in %j', (value) => {
    expect(reportedRange(value, 'male', 40)).toBeUndefined();
  });
});
