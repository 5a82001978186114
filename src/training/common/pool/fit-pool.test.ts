import { describe, expect, it } from 'vitest';
import { normalise } from '../../../inference/common/reference-scorer.ts';
import { mulberry32 } from '../../random.ts';
import { fitPool, type PoolRow } from './fit-pool.ts';

const diagnoses = 5;

/** Rows whose diagnosis is drawn from the pool of two random opinions with the given exponents. */
function drawnRows(count: number, exponents: readonly [number, number], seed: number): PoolRow[] {
  const random = mulberry32(seed);
  const opinion = () => normalise(Float64Array.from({ length: diagnoses }, () => 4 * random()));
  return Array.from({ length: count }, () => {
    const [likelihood, network] = [opinion(), opinion()];
    const pooled = normalise(likelihood.map((value, at) => exponents[0] * value + exponents[1] * network[at]!));
    let left = random();
    const diagnosis = pooled.findIndex((score) => {
      left -= Math.exp(score);
      return left < 0;
    });
    return { likelihood, network, diagnosis: Math.max(0, diagnosis) };
  });
}

describe('fitPool', () => {
  it('recovers the exponents that the diagnoses were drawn with', () => {
    const pool = fitPool(drawnRows(20_000, [0.9, 0.4], 1));
    expect(pool.likelihood).toBeCloseTo(0.9, 1);
    expect(pool.network).toBeCloseTo(0.4, 1);
  });

  it('gives nothing to a family that knows nothing', () => {
    expect(fitPool(drawnRows(20_000, [1, 0], 2)).network).toBeLessThan(0.05);
  });
});
