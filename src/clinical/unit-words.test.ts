import { describe, expect, it } from 'vitest';
import { unitSuffix, unitWords } from './unit-words.ts';

describe('unitWords', () => {
  it.each([
    ['mm[Hg]', 'mmHg'],
    ['[IU]/L', 'IU/L'],
    ['m[iU]/L', 'mIU/L'],
    ['10*9/L', '10⁹/L'],
    ['10*12/L', '10¹²/L'],
    ['[degF]', '°F'],
    ['Cel', '°C'],
    ['1', ''],
    ['{INR}', ''],
    ['{ratio}', ''],
    ['mg/dL', 'mg/dL'],
    ['constructor', 'constructor'],
  ])('writes %s as "%s"', (ucum, words) => {
    expect(unitWords(ucum)).toBe(words);
  });

  it('puts a space before what there is to write', () => {
    expect(['mm[Hg]', '1', undefined].map(unitSuffix)).toEqual([' mmHg', '', '']);
  });
});
