import { type CaseOutcome, groupBy } from './metrics.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const rounds = 300;

/**
 * 95 % percentile intervals of statistics. Publications are drawn, not cases: patients of one publication are alike.
 * The generator is seeded, so the intervals are the same on every run.
 */
export function bootstrap(
  outcomes: readonly CaseOutcome[],
  statistics: (sample: readonly CaseOutcome[]) => Readonly<Record<string, number>>,
  seed = 20_240_813,
): Readonly<Record<string, Interval>> {
  const groups = [...groupBy(outcomes, ({ publication }) => publication).values()];
  const next = mulberry32(seed);
  const draws = Array.from({ length: rounds }, () =>
    statistics(groups.flatMap(() => groups[Math.floor(next() * groups.length)]!)),
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
  return Object.fromEntries(Object.entries(statistics(outcomes)).map(interval));
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/** Mulberry32 (Tommy Ettinger, public domain): a small seeded generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
