import { mulberry32 } from '../../src/training/random.ts';
import type { MeasuredCalls } from './measured.ts';

/** What calls at a rate meet at one process. Milliseconds. */
export interface Load {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Share of the calls that are answered after `DEADLINE_MS`, hence without a card. */
  readonly late: number;
  /** Share of the time that the event loop is held. */
  readonly busy: number;
}

export interface SimulateOptions {
  readonly deadlineMs?: number;
  /** Calls that are simulated. */
  readonly calls?: number;
  readonly seed?: number;
}

/**
 * One process as an M/G/1 queue: calls come at random (Poisson), wait for the event loop in their order, hold it for
 * `loopMs` on average, and are answered a measured latency after their turn came. A long answer is one that held the loop
 * long. Of N processes behind a balancer that chooses at random each meets an Nth of the rate, Poisson again, so that one
 * process is all there is to simulate; balancers that know who is busy do better.
 */
export function simulate(
  perSecond: number,
  { latencyMs, loopMs }: MeasuredCalls,
  { deadlineMs = 400, calls = 100_000, seed = 1 }: SimulateOptions = {},
): Load {
  const random = mulberry32(seed);
  const held = loopMs / meanOf(latencyMs);
  const answered = new Float64Array(calls);
  let now = 0;
  let free = 0;
  let busyMs = 0;
  for (let call = 0; call < calls; call++) {
    now += (-Math.log(1 - random()) * 1000) / perSecond;
    const latency = quantileOf(latencyMs, random());
    const turn = Math.max(now, free);
    free = turn + latency * held;
    busyMs += latency * held;
    answered[call] = turn - now + latency;
  }
  answered.sort();
  const at = (share: number) => answered[Math.min(calls - 1, Math.floor(share * calls))]!;
  const late = answered.findLastIndex((ms) => ms <= deadlineMs) + 1;
  return {
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    late: (calls - late) / calls,
    busy: Math.min(1, busyMs / Math.max(now, free)),
  };
}

/** The highest rate, in calls a second and to within 1 %, at which a process keeps what is promised. */
export function highestRate(calls: MeasuredCalls, keeps: (load: Load) => boolean, options?: SimulateOptions): number {
  let low = 0;
  let high = 1000 / calls.loopMs;
  while (high - low > high * 0.01) {
    const rate = (low + high) / 2;
    if (keeps(simulate(rate, calls, options))) low = rate;
    else high = rate;
  }
  return low;
}

/** Mean of a distribution whose steps are joined by straight lines. */
const meanOf = (steps: readonly number[]) =>
  steps.slice(1).reduce((sum, step, at) => sum + (step + steps[at]!) / 2, 0) / (steps.length - 1);

/** Between the steps of a distribution lies a straight line. */
function quantileOf(steps: readonly number[], share: number): number {
  const place = share * (steps.length - 1);
  const below = Math.floor(place);
  const [from, to] = [steps[below]!, steps[Math.min(below + 1, steps.length - 1)]!];
  return from + (to - from) * (place - below);
}
