import { describe, expect, it } from 'vitest';
import type { MeasureTest } from './expression.ts';
import { factsWith, glucose, potassium } from './facts.fixture.ts';
import { measureJudge } from './judge-measure.ts';

type Results = Parameters<typeof factsWith>[0];
const k = (daysAgo: number, value: number) => ({ daysAgo, value, unit: 'mmol/L' });
const judged = (test: Omit<MeasureTest, 'measure'>, results: Results) =>
  measureJudge({ measure: 'potassium', ...test }, potassium, new Map())(factsWith(results));
const truth = (...args: Parameters<typeof judged>) => judged(...args).truth;
const high = { '>=': 5.5 } as const;

describe('the values of a measure', () => {
  it('judges the latest, at its limit exactly', () => {
    expect(truth(high, [k(9, 4), k(1, 5.5)])).toBe(true);
    expect(truth(high, [k(9, 6), k(1, 5.4)])).toBe(false);
    expect(truth({ '>': 5.5 }, [k(1, 5.5)])).toBe(false);
    expect(truth({ '>=': 4, '<': 5.5 }, [k(1, 4)])).toBe(true);
  });

  it('does not count what is stale, and says so', () => {
    expect(truth(high, [k(100, 6)])).toBe(true);
    const stale = judged(high, [k(101, 6)]);
    expect(stale.truth).toBe('unknown');
    expect(stale.missing()).toEqual([
      {
        text: {
          en: 'Potassium: no result of the last 100 days',
          es: 'Potasio: sin resultado en los últimos 100 días',
        },
        loinc: ['2823-3'],
      },
    ]);
    expect(truth({ ...high, withinDays: 7 }, [k(8, 6)])).toBe('unknown');
    expect(truth(high, [])).toBe('unknown');
  });

  it('converts units, and refuses those that it cannot', () => {
    expect(truth(high, [{ daysAgo: 1, value: 5500, unit: 'umol/L' }])).toBe(true);
    expect(truth(high, [{ daysAgo: 1, value: 5.5, unit: 'meq/L' }])).toBe(true);
    expect(truth(high, [{ daysAgo: 1, value: 6, unit: 'mg' }])).toBe('unknown');
    expect(truth(high, [{ daysAgo: 1, value: 6 }])).toBe('unknown');
  });

  it('uses the threshold that is stated in the unit reported', () => {
    const test = { measure: 'glucose', '>=': { 'mg/dL': 200, 'mmol/L': 11.1 } };
    const of = (value: number, unit: string) =>
      measureJudge(test, glucose, new Map())(factsWith([{ loinc: '1558-6', daysAgo: 1, value, unit }])).truth;
    expect([of(200, 'mg/dL'), of(11.1, 'mmol/L'), of(2, 'g/L')]).toEqual([true, true, true]);
    expect([of(199, 'mg/dL'), of(11.0, 'mmol/L'), of(1.99, 'g/L')]).toEqual([false, false, false]);
  });

  it('decides a value beyond the range of the assay as far as it can', () => {
    const below = [{ daysAgo: 1, value: 5, unit: 'mmol/L', comparator: '<' }];
    expect(truth({ '<': 6 }, below)).toBe(true);
    expect(truth({ '>=': 5 }, below)).toBe(false);
    expect(truth({ '<': 4 }, below)).toBe('unknown');
  });

  it('does not choose between results of the same time that contradict each other', () => {
    expect(truth(high, [k(1, 6), k(1, 4)])).toBe('unknown');
    expect(truth({ ...high, which: 'any' }, [k(1, 6), k(1, 4)])).toBe(true);
    expect(truth({ ...high, which: 'all' }, [k(1, 6), k(1, 4)])).toBe(false);
    expect(truth({ ...high, which: 'mean' }, [k(1, 6), k(1, 5)])).toBe(true);
  });

  it('wants repeats far enough apart, the latest among them', () => {
    const twice = { ...high, times: 2, daysApart: 7 };
    expect(truth(twice, [k(9, 6), k(2, 5.5)])).toBe(true);
    expect(truth(twice, [k(8, 6), k(2, 5.5)])).toBe('unknown');
    expect(truth(twice, [k(2, 6)])).toBe('unknown');
    expect(truth(twice, [k(20, 6), k(9, 6), k(2, 4)])).toBe(false);
    expect(truth({ ...twice, which: 'any' }, [k(20, 6), k(9, 6), k(2, 4)])).toBe(true);
  });

  it('wants an unbroken run', () => {
    const lasting = { ...high, forDays: 30 };
    expect(truth(lasting, [k(31, 6), k(15, 6), k(1, 6)])).toBe(true);
    expect(truth(lasting, [k(30, 6), k(1, 6)])).toBe('unknown');
    expect(truth(lasting, [k(31, 6), k(15, 4), k(1, 6)])).toBe('unknown');
    expect(truth(lasting, [k(31, 6), k(1, 4)])).toBe(false);
  });

  it('finds a rise and a fall between any two values within the window', () => {
    const rise = { rise: { by: 0.3, withinHours: 48 } };
    expect(truth(rise, [k(3, 0.9), k(1, 1.2)])).toBe(true);
    expect(truth(rise, [k(3, 0.9), k(1, 1.19)])).toBe(false);
    expect(truth(rise, [k(4, 0.9), k(1, 1.2)])).toBe('unknown');
    expect(truth({ fall: { by: 0.3, withinHours: 48 } }, [k(3, 1.2), k(1, 0.9)])).toBe(true);
    expect(truth({ rise: { ratio: 1.5, withinHours: 168 } }, [k(7, 0.8), k(5, 1.2), k(1, 0.8)])).toBe(true);
    expect(truth(rise, [k(1, 3)])).toBe('unknown');
  });

  it('reports the change that happened, with both of its values', () => {
    const evidence = judged({ rise: { by: 0.3, withinHours: 48 } }, [k(3, 0.9), k(1, 1.2)]).evidence();
    expect(evidence.map(({ reference, value, unit }) => [reference, value, unit])).toEqual([
      ['Observation/1', '1.2', 'mmol/L'],
      ['Observation/0', '0.9', 'mmol/L'],
    ]);
  });
});

describe('limits of normal', () => {
  const report = { low: 3.5, high: 5, source: 'report' };
  const ours = { low: 3.5, high: 5, greyLow: 3.15, greyHigh: 5.5, source: 'ABIM 2026' };
  const of = (value: number, limits: typeof report) => [{ ...k(1, value), limits }];

  it('multiplies the limits of the report', () => {
    expect(truth({ '>=': { upperLimit: 3 } }, of(15, report))).toBe(true);
    expect(truth({ '>=': { upperLimit: 3 } }, of(14.9, report))).toBe(false);
    expect(truth({ '>': { upperLimit: 1 } }, of(5, report))).toBe(false);
    expect(truth({ '<': { lowerLimit: 1 } }, of(3.4, report))).toBe(true);
    expect(truth({ '>': { upperLimit: 1 } }, [k(1, 9)])).toBe('unknown');
  });

  it('leaves a value just beyond our own limit undecided', () => {
    expect([5, 5.2, 5.6].map((value) => truth({ '>': { upperLimit: 1 } }, of(value, ours)))).toEqual([
      false,
      'unknown',
      true,
    ]);
    expect(truth({ is: 'high' }, of(5.2, ours))).toBe('unknown');
  });

  it('holds value and limit against each other where their common unit cannot be converted', () => {
    const result = { daysAgo: 1, value: 900, unit: 'arb', limits: { high: 500, source: 'report' } };
    expect(truth({ '>': { upperLimit: 1 } }, [result])).toBe(true);
    expect(truth({ '>': 500 }, [result])).toBe('unknown');
  });

  it('takes the flag of the laboratory where there are no limits', () => {
    const flagged = (outcome: 'H' | 'L' | 'N' | 'POS') => [{ ...k(1, 5.2), outcome }];
    expect(truth({ '>': { upperLimit: 1 } }, flagged('H'))).toBe(true);
    expect(truth({ '>': { upperLimit: 1 } }, flagged('N'))).toBe(false);
    expect(truth({ '>': { upperLimit: 2 } }, flagged('H'))).toBe('unknown');
    expect(truth({ is: 'positive' }, [{ daysAgo: 1, outcome: 'POS' }])).toBe(true);
    expect(truth({ is: 'negative' }, [{ daysAgo: 1, outcome: 'POS' }])).toBe(false);
    expect(truth({ is: 'positive' }, [k(1, 5)])).toBe('unknown');
  });

  it('says what the value was held against, and whose the limit is', () => {
    expect(judged({ '>': { upperLimit: 2 } }, of(12, report)).evidence()[0]?.text).toEqual({
      en: 'Potassium 12 mmol/L (> 2 × upper limit of normal 10 mmol/L, of the report)',
      es: 'Potasio 12 mmol/L (> 2 × límite superior de la normalidad 10 mmol/L, del informe)',
    });
    expect(judged({ '>': 5.5 }, [{ daysAgo: 1, value: 5, unit: 'mmol/L' }]).evidence()[0]?.text.en).toBe(
      'Potassium 5 mmol/L (not > 5.5 mmol/L)',
    );
  });
});
