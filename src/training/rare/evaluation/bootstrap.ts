import { mulberry32 } from '../../random.ts';
import { groupBy } from './metrics.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const rounds = 300;
const defaultSeed = 20_240_813;

/** What is drawn with replacement, and the statistics of a draw. */
export interface Resampling<T> {
  readonly items: readonly T[];
  /** Items of one unit are drawn together. */
  readonly unitOf: (item: T) => string;
  readonly statistics: (sample: readonly T[]) => Readonly<Record<string, number>>;
}

/**
 * 95 % percentile intervals of statistics. The generator is seeded, so the intervals are the same on every run.
 */
export function bootstrap<T>(
  { items, unitOf, statistics }: Resampling<T>,
  seed = defaultSeed,
): Readonly<Record<string, Interval>> {
  const units = [...groupBy(items, unitOf).values()];
  const next = mulberry32(seed);
  const draws = Array.from({ length: rounds }, () =>
    statistics(units.flatMap(() => units[Math.floor(next() * units.length)]!)),
  );
  const interval = ([name, value]: [string, number]): [string, Interval] => {
    const sorted = draws.map((draw) => draw[name]!).sort((a, b) => a - b);
    return [
      name,
      {
        value: round(value),
        low: round(sorted[Math.floor(0.025 * rounds)]!),
        high: round(sorted[Math.ceil(0.975 * rounds) - 1]!),
      },
    ];
  };
  return Object.fromEntries(Object.entries(statistics(items)).map(interval));
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
