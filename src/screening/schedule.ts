import { HoofbeatsError } from '../errors/hoofbeats-error.ts';

/** When the next run begins, given when the last one began and the present; ms since the epoch. */
export type Schedule = (lastBegan: number, now: number) => number;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * `24h`, `30m`, `7d`: from beginning to beginning. A run that takes longer is followed at once.
 * @throws HoofbeatsError USAGE
 */
export function every(text: string): Schedule {
  const [, amount = '', unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  const interval = Number(amount) * (units[unit] ?? 0);
  if (interval === 0) throw new HoofbeatsError('USAGE', '--every is a time such as 30m, 24h or 7d.');
  return (lastBegan, now) => Math.max(now, lastBegan + interval);
}

/**
 * `02:30`: every day at this time of the machine's own clock, whatever daylight saving does to the day.
 * @throws HoofbeatsError USAGE
 */
export function daily(text: string): Schedule {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) throw new HoofbeatsError('USAGE', '--daily is a time of day such as 02:30.');
  return (_, now) => {
    const next = new Date(now);
    next.setHours(Number(hour), Number(minute), 0, 0);
    if (next.getTime() <= now) next.setDate(next.getDate() + 1);
    return next.getTime();
  };
}
