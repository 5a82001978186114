import { describe, expect, it } from 'vitest';
import { readValue } from './observation-value.ts';

describe('readValue', () => {
  it.each([
    [
      { valueQuantity: { value: 5.1, unit: 'mEq/L', system: 'http://unitsofmeasure.org', code: 'meq/L' } },
      '5.1',
      'meq/L',
    ],
    [{ valueQuantity: { value: 5, comparator: '<', unit: 'mg/L' } }, '<5', 'mg/L'],
    [{ valueQuantity: { value: '<0.5', unit: 'mg/L' } }, '<0.5', 'mg/L'],
    [{ valueQuantity: { value: 3, unit: 'U/L', system: 'urn:local', code: 'X' } }, '3', 'U/L'],
    [{ valueString: '12.3 mg/dL' }, '12.3', 'mg/dL'],
    [{ valueString: '<0.5' }, '<0.5', undefined],
    [{ valueString: '12,3' }, '12.3', undefined],
    [{ valueString: '1,200 /uL' }, '1200', '/uL'],
    [{ valueInteger: 4 }, '4', undefined],
    [{ valueRange: { low: { value: 1, unit: 'g' }, high: { value: 2, unit: 'g' } } }, '1–2', 'g'],
    [{ valueRange: { low: { value: 50 } } }, '>=50', undefined],
    [
      { valueRatio: { numerator: { value: 3, unit: 'mg' }, denominator: { value: 2, unit: 'mmol' } } },
      '1.5',
      'mg/mmol',
    ],
  ])('reads the number in %j', (item, text, unit) => {
    expect(readValue(item)).toMatchObject({ kind: 'number', measured: { text, unit } });
  });

  it.each([
    [{ valueCodeableConcept: { text: 'Positive' } }, 'words'],
    [{ valueString: 'No growth' }, 'words'],
    [{ valueString: '5/10' }, 'words'],
    [{ valueString: `1${' '.repeat(60_000)}${'x'.repeat(40)}` }, 'words'],
    [{ valueString: `1${' '.repeat(100)}mg` }, 'words'],
    [{ valueBoolean: true }, 'boolean'],
  ])('reads %j as %s', (item, kind) => {
    expect(readValue(item).kind).toBe(kind);
  });

  it.each([
    [{}, 'no-value'],
    [{ dataAbsentReason: { text: 'unknown' } }, 'no-value'],
    [{ valueQuantity: null, valueString: '' }, 'no-value'],
    [{ valueQuantity: 7 }, 'no-value'],
    [{ valueQuantity: { unit: 'mg' } }, 'no-value'],
    [{ valueSampledData: { data: '1 2 3' } }, 'value-type'],
    [{ valueDateTime: '2024-01-01' }, 'value-type'],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, 'value-undecided'],
    [{ valueQuantity: { value: 3, comparator: '~' } }, 'value-undecided'],
  ])('says why %j has no value', (item, reason) => {
    expect(readValue(item)).toEqual({ kind: 'none', reason });
  });
});
