import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { rankMetrics } from './metrics.ts';
import type { CaseOutcome } from './outcome.ts';

const outcome = (disease: string, rank: number | undefined, topProbability = 0.5): CaseOutcome => ({
  disease,
  publication: `PMID:${disease}`,
  topProbability,
  conformalSize: 5,
  ...(rank === undefined ? {} : { rank }),
});

describe('rankMetrics', () => {
  const outcomes = [outcome('A', 1), outcome('A', 1), outcome('A', 4), outcome('B', 12), outcome('C', undefined)];
  const metrics = rankMetrics(outcomes, 100);

  it('counts unreachable cases as misses, and leaves them out of the reachable shares', () => {
    expect(metrics).toMatchObject({
      cases: 5,
      candidates: 100,
      reachable: 4,
      top1: 0.4,
      top3: 0.4,
      top5: 0.6,
      top50: 0.8,
    });
    expect(metrics.reachableTop1).toBe(0.5);
    expect(metrics.reachableTop10).toBe(0.75);
    expect(metrics.medianRank).toBe(4);
  });

  it('gives every disease the same voice in the macro shares', () => {
    expect(metrics.macroTop1).toBeCloseTo(2 / 9);
    expect(metrics.macroTop10).toBeCloseTo(1 / 3);
  });

  it('covers a case when its rank lies within the set', () => {
    expect(metrics.conformal).toEqual({ coverage: 0.75, meanSize: 5 });
  });

  it('measures the gap between confidence and accuracy, bin by bin', () => {
    const sure = [outcome('A', 1, 0.95), outcome('B', 2, 0.95)];
    const unsure = [outcome('C', 1, 0.15), outcome('D', 2, 0.15)];
    expect(rankMetrics([...sure, ...unsure], 10).ece).toBeCloseTo(0.5 * 0.45 + 0.5 * 0.35);
  });

  it('bears an empty list', () => {
    expect(rankMetrics([], 10)).toMatchObject({ cases: 0, top1: 0, macroTop1: 0, ece: 0, medianRank: 0 });
  });
});

describe('bootstrap', () => {
  const outcomes = Array.from({ length: 60 }, (_, i) => outcome(String(i), i % 3 === 0 ? 1 : 2));
  const of = (items: readonly CaseOutcome[]) =>
    bootstrap({
      items,
      unitOf: ({ publication }) => publication,
      statistics: (sample) => ({ top1: rankMetrics(sample, 10).top1 }),
    });

  it('encloses the value, the same way every time', () => {
    const { top1: interval } = of(outcomes);
    expect(interval!.value).toBeCloseTo(1 / 3, 4);
    expect(interval!.low).toBeLessThan(1 / 3);
    expect(interval!.high).toBeGreaterThan(1 / 3);
    expect(of(outcomes).top1).toEqual(interval);
  });

  it('draws units, not cases: one publication has no spread', () => {
    const one = outcomes.map((each) => ({ ...each, publication: 'PMID:1' }));
    const { top1: interval } = of(one);
    expect(interval!.low).toBe(interval!.high);
  });
});
