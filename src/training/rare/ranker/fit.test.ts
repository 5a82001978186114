import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCalibration, type ScoredCase } from './calibration.ts';
import { type FitCase, fitWeights } from './fit.ts';
import { solveSymmetric } from './solve.ts';

describe('solveSymmetric', () => {
  it('solves what multiplies back', () => {
    const vector = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(vector, vector, (factor, right) => {
        // f·fᵀ + I is positive definite.
        const matrix = Float64Array.from({ length: 9 }, (_, at) => {
          const [i, j] = [Math.floor(at / 3), at % 3];
          return factor[i]! * factor[j]! + (i === j ? 1 : 0);
        });
        const x = solveSymmetric(matrix, Float64Array.from(right));
        right.forEach((value, i) => {
          const back = x.reduce((sum, each, j) => sum + matrix[i * 3 + j]! * each, 0);
          expect(back).toBeCloseTo(value, 8);
        });
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solveSymmetric(Float64Array.of(0), Float64Array.of(1))).toThrow('not positive definite');
  });
});

/** Two diagnoses; the first potential speaks for the right one in three of four cases, the second is noise. */
const cases: readonly FitCase[] = [1, 1, 1, -1].map((sign, index) => ({
  values: Float32Array.of(sign, 0, index % 2, index % 2),
  offset: new Float32Array(2),
  right: 0,
  weight: 1,
}));

describe('fitWeights', () => {
  it('finds the log odds of 3 : 1 where the pull towards 0 is weak', () => {
    const [useful, useless] = fitWeights(cases, { ridge: 1e-9, nonNegative: [false, false] });
    expect(useful).toBeCloseTo(Math.log(3), 2);
    expect(useless).toBeCloseTo(0, 6);
  });

  it('does not turn evidence on its head', () => {
    const against = cases.map((each) => ({ ...each, right: 1 }));
    expect(fitWeights(against, { ridge: 1e-9, nonNegative: [false, false] })[0]).toBeLessThan(-1);
    expect([...fitWeights(against, { ridge: 1e-9, nonNegative: [true, true] })]).toEqual([0, 0]);
  });
});

describe('fitCalibration', () => {
  /** Scores twice as bold as the truth: P(right) is 3/4 where the scores say 9/10. */
  const bold: readonly ScoredCase[] = Array.from({ length: 400 }, (_, i) => ({
    scores: Float32Array.of(2 * Math.log(3), 0),
    right: i % 4 === 0 ? 1 : 0,
    weight: 1,
  }));

  it('finds the temperature that makes the scores honest', () => {
    const { temperature, cases: count } = fitCalibration(bold, 'test');
    expect(temperature).toBeCloseTo(2, 2);
    expect(count).toBe(400);
  });

  it('sets the threshold so that the level is reached', () => {
    // Right in first place three times of four only: nine of ten need both places.
    expect(fitCalibration(bold, 'test').conformal.threshold).toBeGreaterThan(0.75);
    const good = bold.map((each) => ({ ...each, right: 0 }));
    expect(fitCalibration(good, 'test').conformal.threshold).toBeLessThan(0.01);
  });
});
