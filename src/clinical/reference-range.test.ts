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
    expect(reportedRange(ranges, undefined, 40)).toBeUndefined();
  });

  it('takes the range of the age, in any unit of age', () => {
    const ranges = [
      { high: q(100), age: { high: { value: 6, unit: 'mo', system: 'http://unitsofmeasure.org', code: 'mo' } } },
      { high: q(200), age: { low: { value: 6, code: 'mo' }, high: { value: 18, code: 'a' } } },
    ];
    expect(reportedRange(ranges, undefined, 0.2)).toMatchObject({ high: 100 });
    expect(reportedRange(ranges, undefined, 10)).toMatchObject({ high: 200 });
    expect(reportedRange(ranges, undefined, 40)).toBeUndefined();
    expect(reportedRange(ranges, undefined, undefined)).toBeUndefined();
  });

  it('prefers the more specific range', () => {
    const ranges = [{ high: q(10) }, { high: q(8), appliesTo: female }];
    expect(reportedRange(ranges, 'female', 40)).toMatchObject({ high: 8 });
    expect(reportedRange(ranges, 'male', 40)).toMatchObject({ high: 10 });
  });

  it('leaves therapeutic ranges and those of pregnancy', () => {
    expect(reportedRange([{ high: q(3), type: { coding: [{ code: 'therapeutic' }] } }], undefined, 40)).toBeUndefined();
    expect(reportedRange([{ high: q(3), appliesTo: [{ text: 'Pregnant' }] }], 'female', 40)).toBeUndefined();
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

  it.each([[[{ text: 'see comment' }]], [[{ low: q(5), high: q(3) }]], [[null, 3]], ['x'], [{}]])(
    'finds no limits in %j',
    (value) => {
      expect(reportedRange(value, 'male', 40)).toBeUndefined();
    },
  );
});
