import { describe, expect, it } from 'vitest';
import { linearAxis, logarithmicAxis, numberWriter } from '../../scripts/plot-axis.ts';

const labels = ({ ticks }: ReturnType<typeof linearAxis>) => ticks.flatMap(({ label }) => label ?? []);

describe('linearAxis', () => {
  it('runs from zero to the first round number that holds all values', () => {
    expect(labels(linearAxis([12, 44]))).toEqual(['0', '10', '20', '30', '40', '50']);
    expect(labels(linearAxis([0.24, 0.61]))).toEqual(['0 %', '20 %', '40 %', '60 %', '80 %']);
    expect(linearAxis([12, 44]).place(25)).toBeCloseTo(0.5);
  });

  it('ends at a value that is round itself', () => {
    expect(labels(linearAxis([0.3, 1]))).toEqual(['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']);
    expect(labels(linearAxis([0.1, 0.3])).at(-1)).toBe('30 %');
  });

  it('reaches below zero where values do', () => {
    const axis = linearAxis([-30, 60]);
    expect(labels(axis)).toEqual(['-40', '-20', '0', '20', '40', '60']);
    expect(axis.place(-30)).toBeCloseTo(0.1);
  });

  it('holds its ground without values, or with zeros only', () => {
    for (const values of [[], [0, 0]]) {
      const axis = linearAxis(values);
      expect(axis.place(0)).toBe(0);
      expect(labels(axis).length).toBeGreaterThan(1);
    }
  });
});

describe('logarithmicAxis', () => {
  it('labels powers of ten over a wide range, and small ticks stand between', () => {
    const axis = logarithmicAxis([1, 10_600]);
    expect(labels(axis)).toEqual(['1', '10', '100', '1,000', '10,000']);
    expect(axis.ticks).toHaveLength(4 * 9 + 1);
    expect(axis.place(1)).toBe(0);
    expect(axis.place(10_600)).toBe(1);
  });

  it('labels 1, 2 and 5 over a narrow one', () => {
    expect(labels(logarithmicAxis([2, 50]))).toEqual(['2', '5', '10', '20', '50']);
  });

  it('moves by the same length for the same factor', () => {
    const { place } = logarithmicAxis([1, 1000]);
    expect(place(10) - place(1)).toBeCloseTo(place(1000) - place(100));
  });
});

describe('numberWriter', () => {
  it('writes shares as percentages and counts as they are', () => {
    expect(numberWriter([0, 0.5, 1])(0.123)).toBe('12.3 %');
    expect(numberWriter([0, 2])(1234.56)).toBe('1,234.6');
  });
});
