import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { softmax } from './calibrate.ts';
import { binaryEntropy, divergence, probabilityIn, softmaxOf } from './information.ts';

const anyScores = fc
  .array(fc.double({ min: -1000, max: 5, noNaN: true }), { minLength: 5, maxLength: 5 })
  .map((scores) => Float32Array.from(scores));

describe('information', () => {
  it('is a question’s entropy: most for an even one, none for one that is settled', () => {
    expect(binaryEntropy(0.5)).toBeCloseTo(Math.LN2);
    expect(binaryEntropy(0)).toBe(0);
    expect(binaryEntropy(1)).toBe(0);
    expect(binaryEntropy(0.2)).toBeCloseTo(binaryEntropy(0.8));
  });

  it('gives the same probabilities as calibration', () => {
    fc.assert(
      fc.property(anyScores, fc.double({ min: 0.3, max: 3, noNaN: true }), (scores, temperature) => {
        const probabilities = softmax(scores, temperature);
        const distribution = softmaxOf(scores, temperature);
        probabilities.forEach((probability, diagnosis) => {
          expect(probabilityIn(distribution, diagnosis)).toBeCloseTo(probability, 5);
        });
      }),
    );
  });

  it('is nothing where nothing changes, and never negative', () => {
    const half = softmaxOf(Float32Array.of(0, 0), 1);
    const sure = softmaxOf(Float32Array.of(Math.log(9), 0), 1);
    expect(divergence(half, half)).toBe(0);
    expect(divergence(sure, half)).toBeCloseTo(Math.LN2 - binaryEntropy(0.9));
    fc.assert(
      fc.property(anyScores, anyScores, (after, before) => {
        expect(divergence(softmaxOf(after, 1), softmaxOf(before, 1))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
