import { describe, expect, it } from 'vitest';
import type { MeasuredCalls } from '../../bench/capacity/measured.ts';
import { highestRate, simulate } from '../../bench/capacity/simulate.ts';

/** Calls of always the same length, which hold the loop all the time. */
const regular = (lengthMs: number): MeasuredCalls => ({
  kb: 1,
  latencyMs: Array.from({ length: 21 }, () => lengthMs),
  loopMs: lengthMs,
  cpuMs: lengthMs,
});

/** Share of the calls of an M/D/1 queue that wait so long at most (Crommelin 1932; Erlang 1909). */
function waitedAtMost(waitMs: number, lengthMs: number, perMs: number): number {
  let sum = 0;
  let factorial = 1;
  for (let k = 0; k * lengthMs <= waitMs; k++) {
    factorial *= Math.max(1, k);
    const ahead = perMs * (k * lengthMs - waitMs);
    sum += (ahead ** k / factorial) * Math.exp(-ahead);
  }
  return (1 - perMs * lengthMs) * sum;
}

describe('simulation of a process', () => {
  it.each([0.3, 0.5, 0.7, 0.8])('agrees with the theory of a queue that is %d full', (full) => {
    const lengthMs = 10;
    const { p95Ms, p99Ms, busy } = simulate((full * 1000) / lengthMs, regular(lengthMs), { calls: 400_000 });
    expect(busy).toBeCloseTo(full, 1);
    // Theory is of the wait alone.
    expect(waitedAtMost(p95Ms - lengthMs, lengthMs, full / lengthMs)).toBeCloseTo(0.95, 2);
    expect(waitedAtMost(p99Ms - lengthMs, lengthMs, full / lengthMs)).toBeCloseTo(0.99, 2);
  });

  it('lets a call alone take what it takes', () => {
    const { p50Ms, p99Ms, late } = simulate(0.01, regular(12), { calls: 1000 });
    expect([p50Ms, p99Ms, late]).toEqual([12, 12, 0]);
  });

  it('answers late what comes faster than it can work', () => {
    const { late, busy } = simulate(150, regular(10), { calls: 10_000 });
    expect(late).toBeGreaterThan(0.9);
    expect(busy).toBeGreaterThan(0.99);
  });

  it('says the same each time, and hardly anything else with other random numbers', () => {
    const once = simulate(60, regular(10));
    expect(simulate(60, regular(10))).toEqual(once);
    const ratio = simulate(60, regular(10), { seed: 2 }).p95Ms / once.p95Ms;
    expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
  });

  it('finds the highest rate at which a promise is kept', () => {
    const rate = highestRate(regular(10), ({ p99Ms }) => p99Ms <= 50);
    expect(simulate(rate, regular(10)).p99Ms).toBeLessThanOrEqual(50);
    expect(simulate(rate * 1.05, regular(10)).p99Ms).toBeGreaterThan(50);
  });
});
