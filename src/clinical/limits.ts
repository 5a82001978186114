import type { Measured } from './measured.ts';

/** Limits that a number is judged by. What lies between a limit and the normal zone is undecided. */
export interface Limits {
  readonly low?: number;
  readonly high?: number;
  readonly normalLow?: number;
  readonly normalHigh?: number;
  /** Whether the limit itself is abnormal already, as in `<5` and in decision limits. */
  readonly lowIsAbnormal?: boolean;
  readonly highIsAbnormal?: boolean;
  /** Unit of the limits; the value's own when absent. */
  readonly unit?: string;
}

export type Direction = 'H' | 'L';

export interface Judgement {
  readonly outcome: Direction | 'N';
  /** What a normal outcome rules out: without a lower limit, nothing is known about low values. */
  readonly rulesOut: readonly Direction[];
  /** e.g. `above 1.3`, `at or above 240`, `within 3.5–5`. */
  readonly words: string;
}

/** Judges a value in the unit of the limits. A value known as an interval is judged only where all of it agrees; `shown` writes a limit. */
export function judge(
  value: Measured,
  limits: Limits,
  shown: (limit: number) => string = String,
): Judgement | undefined {
  const { low, high } = limits;
  if (high !== undefined && isAbove(value, high, limits.highIsAbnormal === true)) {
    return { outcome: 'H', rulesOut: [], words: `${limits.highIsAbnormal ? 'at or above' : 'above'} ${shown(high)}` };
  }
  if (low !== undefined && isBelow(value, low, limits.lowIsAbnormal === true)) {
    return { outcome: 'L', rulesOut: [], words: `${limits.lowIsAbnormal ? 'at or below' : 'below'} ${shown(low)}` };
  }
  const from = limits.normalLow ?? low;
  const to = limits.normalHigh ?? high;
  const fromExcluded = limits.lowIsAbnormal === true && from === low;
  const toExcluded = limits.highIsAbnormal === true && to === high;
  const lowEnough = to === undefined || (toExcluded ? isBelow(value, to, false) : value.high <= to);
  const highEnough = from === undefined || (fromExcluded ? isAbove(value, from, false) : value.low >= from);
  if (!lowEnough || !highEnough) return undefined;
  const rulesOut: readonly Direction[] = [
    ...(high === undefined ? [] : (['H'] as const)),
    ...(low === undefined ? [] : (['L'] as const)),
  ];
  return {
    outcome: 'N',
    rulesOut,
    words: normalWords(mapped(from, shown), mapped(to, shown), fromExcluded, toExcluded),
  };
}

function mapped(limit: number | undefined, shown: (limit: number) => string): string | undefined {
  return limit === undefined ? undefined : shown(limit);
}

function normalWords(from: string | undefined, to: string | undefined, above: boolean, below: boolean): string {
  if (from !== undefined && to !== undefined) return `within ${from}–${to}`;
  if (to !== undefined) return `${below ? 'below' : 'at or below'} ${to}`;
  return `${above ? 'above' : 'at or above'} ${from}`;
}

function isAbove(value: Measured, limit: number, inclusive: boolean): boolean {
  return value.low > limit || (value.low === limit && (value.lowOpen || inclusive));
}

function isBelow(value: Measured, limit: number, inclusive: boolean): boolean {
  return value.high < limit || (value.high === limit && (value.highOpen || inclusive));
}
