import { describe, expect, it } from 'vitest';
import { readMeasured } from '../../bench/capacity/measured.ts';
import { peakOf, perProcess, planCalls, planScreening, usualAssumptions } from '../../bench/capacity/plan.ts';
import { simulate } from '../../bench/capacity/simulate.ts';
import { callsOf } from '../../bench/capacity/tables.ts';

const measured = readMeasured();
const calls = callsOf(200, measured.calls);

describe('plan of calls', () => {
  it('keeps what is promised at every load', () => {
    for (const perSecond of [0.1, 7, 100, 1000]) {
      const { load } = planCalls(perSecond, calls, measured, usualAssumptions);
      expect(load.p99Ms, `${perSecond} a second`).toBeLessThanOrEqual(250);
      expect(load.late).toBeLessThanOrEqual(0.001);
    }
  });

  it('has no process too many', () => {
    const { processes } = planCalls(100, calls, measured, usualAssumptions);
    expect(100 / (processes - 1)).toBeGreaterThan(perProcess(calls, usualAssumptions));
  });

  it('grows with the peak of the day', () => {
    expect(peakOf(24_000, { ...usualAssumptions, peakShare: 0.15 })).toBe(1);
    const flat = planCalls(peakOf(1e7, { ...usualAssumptions, peakShare: 1 / 24 }), calls, measured, usualAssumptions);
    const peaked = planCalls(peakOf(1e7, usualAssumptions), calls, measured, usualAssumptions);
    expect(peaked.processes).toBeGreaterThan(flat.processes);
  });
});

describe('plan of a screening', () => {
  it('ends in a night', () => {
    for (const patients of [1e4, 1e6, 1e8]) {
      const { coreHours, cores } = planScreening(patients, measured, usualAssumptions);
      expect(coreHours / cores).toBeLessThanOrEqual(usualAssumptions.nightHours);
    }
  });
});

describe('the simulation beside the server', () => {
  it('is no more than three times away from what most calls met', () => {
    for (const { kb, perSecond, p50Ms } of measured.rates) {
      const ratio = simulate(perSecond, callsOf(kb, measured.calls)).p50Ms / p50Ms;
      expect(ratio, `${kb} KB at ${perSecond}`).toBeGreaterThan(1 / 3);
      expect(ratio).toBeLessThan(3);
    }
  });
});
