import { describe, expect, it } from 'vitest';
import { readInterpretation } from './interpretation.ts';

const coded = (...codes: string[]) => codes.map((code) => ({ coding: [{ code }] }));

describe('readInterpretation', () => {
  it.each([
    [coded('H'), 'H'],
    [coded('HH'), 'H'],
    [coded('LU'), 'L'],
    [coded('L', 'A'), 'L'],
    [coded('AA'), 'A'],
    [coded('N'), 'N'],
    [coded('DET'), 'POS'],
    [coded('ND'), 'NEG'],
    [coded('<'), 'L'],
    [coded('H', 'L'), 'conflict'],
    [coded('S'), 'none'],
    [coded('U'), 'none'],
    [[{ text: 'Above high normal' }], 'H'],
    [[{ text: 'h' }], 'H'],
    [{ coding: [{ display: 'Abnormal' }] }, 'A'],
    [undefined, 'none'],
    ['High', 'H'],
  ])('reads %j as %s', (value, flag) => {
    expect(readInterpretation(value)).toBe(flag);
  });
});
