import { describe, expect, it } from 'vitest';
import { areOpposites } from './opposites.ts';

describe('areOpposites', () => {
  it.each([
    ['Hypernatremia', 'Hyponatremia'],
    ['Decreased hemoglobin concentration', 'Increased circulating hemoglobin concentration'],
    ['Monocytosis', 'Monocytopenia'],
    ['Tall stature', 'Short stature'],
    ['Macrocephaly', 'Microcephaly'],
  ])('%s and %s', (a, b) => {
    expect(areOpposites(a, b)).toBe(true);
    expect(areOpposites(b, a)).toBe(true);
  });

  it.each([
    ['Hypernatremia', 'Hypokalemia'],
    ['Hypernatremia', 'Hypernatremia'],
    ['Anemia', 'Thrombocytopenia'],
    ['Increased total bilirubin', 'Conjugated hyperbilirubinemia'],
  ])('not %s and %s', (a, b) => {
    expect(areOpposites(a, b)).toBe(false);
  });
});
