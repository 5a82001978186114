import { describe, expect, it } from 'vitest';
import type { Calibration } from '../registry/calibration.ts';
import { calibrate, softmax } from './calibrate.ts';

const calibration = (temperature: number, threshold: number): Calibration => ({
  temperature,
  conformal: { method: 'cumulative-probability', level: 0.9, threshold },
  fittedOn: 'test',
  cases: 1,
});

describe('softmax', () => {
  it('is e^(score / temperature), normalised', () => {
    const [a, b] = softmax(Float32Array.of(0, Math.log(9) * 2), 2);
    expect(a).toBeCloseTo(0.1, 6);
    expect(b).toBeCloseTo(0.9, 6);
  });

  it('does not overflow', () => {
    expect([...softmax(Float32Array.of(1000, -1000), 1)]).toEqual([1, 0]);
  });
});

describe('calibrate', () => {
  const scores = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);

  it.each([
    [0.4, 1],
    [0.6, 2],
    [0.9, 3],
    [1, 4],
  ])('needs, for a threshold of %f, a set of %i', (threshold, size) => {
    expect(calibrate(scores, calibration(1, threshold)).conformalSize).toBe(size);
  });

  it('holds at least one diagnosis', () => {
    expect(calibrate(scores, calibration(1, 0)).conformalSize).toBe(1);
  });
});
