import type { Evaluation } from '../../../registry/reports.ts';
import { groupBy } from './metrics.ts';
import type { CaseOutcome } from './outcome.ts';

type Curve = Evaluation['curves'][number];
/** One line of a plot. */
export type Series = Curve['series'][number];

const ranks = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

/** Share of cases whose disease is among the first so many; unreachable cases are misses. */
export function rankSeries(name: string, outcomes: readonly CaseOutcome[]): Series {
  const within = (limit: number) => outcomes.filter(({ rank }) => rank !== undefined && rank <= limit).length;
  const points = ranks.map((x) => ({ x, y: rounded(within(x) / outcomes.length), cases: outcomes.length }));
  return { name, points };
}

/** How often the first entry is right, by the probability that it was given; reachable cases, ten bins. */
export function reliabilitySeries(name: string, outcomes: readonly CaseOutcome[]): Series {
  const reachable = outcomes.filter(({ rank }) => rank !== undefined);
  const bins = groupBy(reachable, ({ topProbability }) => Math.min(9, Math.floor(topProbability * 10)));
  const points = [...bins.values()].map((bin) => ({
    x: rounded(bin.reduce((sum, { topProbability }) => sum + topProbability, 0) / bin.length),
    y: rounded(bin.filter(({ rank }) => rank === 1).length / bin.length),
    cases: bin.length,
  }));
  return { name, points: points.sort((a, b) => a.x - b.x) };
}

export function rounded(value: number): number {
  return Number(value.toFixed(4));
}
