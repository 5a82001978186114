import type { Limits } from './limits.ts';
import type { ReferenceInterval } from './tables/reference-interval-row.ts';

const greyShare = 0.1;
const greyWidth = 0.5;

/**
 * Our own convention: a value up to 10 % beyond an adult reference interval, or half the interval's width where that is
 * less (sodium), is no evidence. One healthy value in twenty lies outside, and the interval is not this laboratory's.
 * Decision limits of guidelines are definitions, and have no such zone.
 */
export function withGreyZone(limits: Limits, { decision }: ReferenceInterval): Limits {
  const { low, high } = limits;
  if (decision) return limits;
  const widest = low === undefined || high === undefined ? Number.POSITIVE_INFINITY : (high - low) * greyWidth;
  const margin = (limit: number) => Math.min(Math.abs(limit) * greyShare, widest);
  return {
    ...(low === undefined ? {} : { low: low - margin(low), normalLow: low }),
    ...(high === undefined ? {} : { high: high + margin(high), normalHigh: high }),
  };
}
