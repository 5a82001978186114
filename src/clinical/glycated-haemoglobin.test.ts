import { describe, expect, it } from 'vitest';
import { convertGlycated } from './glycated-haemoglobin.ts';
import { measured } from './measured.ts';
import { inUnit } from './unit-conversion.ts';

describe('haemoglobin A1c', () => {
  // Pairs of the NGSP's own conversion table (https://ngsp.org/ifccngsp.asp).
  it.each([
    [31, 5],
    [42, 6],
    [53, 7],
    [75, 9],
  ])('of %i mmol/mol is %i %% by the master equation', (ifcc, ngsp) => {
    expect(convertGlycated(ifcc, 'mmol/mol', '%')).toBeCloseTo(ngsp, 1);
    expect(convertGlycated(ngsp, '%', 'mmol/mol')).toBeCloseTo(ifcc, -0.5);
  });

  it('is refused in any other unit', () => {
    const target = { unit: '%', glycated: true };
    expect(inUnit(measured(50, 'mg/dL')!, target)).toEqual({ kind: 'failed', reason: 'unit-mismatch' });
    expect(inUnit(measured(0.05, '1')!, target).kind).toBe('failed');
    expect(inUnit(measured(50, 'mmol/mol')!, target)).toMatchObject({ measured: { low: expect.closeTo(6.725, 3) } });
  });
});
