import { describe, expect, it } from 'vitest';
import { prevalencesOf, rareProbability } from './rare-probability.ts';

const supposed = { probability: 0.5, prior: 0.04 };

describe('rareProbability', () => {
  it('is what it was where every disease is as frequent as supposed', () => {
    const equal = new Float64Array(1000).fill(0.04 / 1000);
    const shares = new Float32Array(1000);
    shares[0] = 1;
    expect(rareProbability(supposed, shares, equal)).toBeCloseTo(0.5, 6);
  });

  it('moves the odds by the frequency of the diseases that fit', () => {
    const prevalence = prevalencesOf(['1-5 / 10 000', ...new Array(9999).fill(undefined)]);
    const common = new Float32Array(10000);
    common[0] = 1;
    const never = new Float32Array(10000);
    never[1] = 1;
    const frequent = rareProbability(supposed, common, prevalence);
    const scarce = rareProbability(supposed, never, prevalence);
    const total = 2.2e-4 + 9999 * 3.2e-7;
    const odds = (2.2e-4 / (0.04 / 10000)) * (0.96 / (1 - total));
    expect(frequent).toBeCloseTo(odds / (1 + odds), 6);
    expect(scarce).toBeLessThan(0.1);
  });

  it('keeps certainty certain', () => {
    const shares = Float32Array.of(1);
    expect(rareProbability({ probability: 1, prior: 0.04 }, shares, Float64Array.of(1e-3))).toBe(1);
    expect(rareProbability({ probability: 0, prior: 0.04 }, shares, Float64Array.of(1e-3))).toBe(0);
  });
});
