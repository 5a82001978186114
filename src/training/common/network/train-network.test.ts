import { describe, expect, it } from 'vitest';
import type { NetworkWeights } from '../../../inference/common/weights.ts';
import { mulberry32 } from '../../random.ts';
import { classWeights, withoutClassWeights } from './class-weights.ts';
import { diagnosisLoss, membershipLoss } from './losses.ts';
import { trainNetwork } from './train-network.ts';

const settings = { hidden: 12, epochs: 60, batch: 16, rate: 0.02, weightDecay: 0 };

/** Four rows of two columns, repeated: a diagnosis is "exactly one of the two", which no linear model can learn. */
const rows = Array.from({ length: 256 }, (_, at) => {
  const [first, second] = [at % 2, (at >> 1) % 2];
  const columns = Int32Array.from([...(first ? [0] : []), ...(second ? [1] : [])]);
  return { columns, target: { diagnosis: first ^ second, base: new Float64Array(2) } };
});
const trained = (seed: number) =>
  trainNetwork({
    rows: rows.length,
    draw: (row) => rows[row]!,
    width: 2,
    outputs: 2,
    lossSlopes: diagnosisLoss([1, 1]),
    random: mulberry32(seed),
    settings,
  });

function outputs({ input, inputBias, output, outputBias }: NetworkWeights, columns: Int32Array): number[] {
  const hidden = Array.from(inputBias, (bias, unit) =>
    Math.max(
      0,
      columns.reduce((sum, column) => sum + input[column * inputBias.length + unit]!, bias),
    ),
  );
  return Array.from(outputBias, (bias, at) =>
    hidden.reduce((sum, activity, unit) => sum + activity * output[unit * outputBias.length + at]!, bias),
  );
}

describe('trainNetwork', () => {
  it('learns what is not linear', () => {
    const network = trained(1);
    for (const { columns, target } of rows.slice(0, 4)) {
      const [zero, one] = outputs(network, columns) as [number, number];
      expect(one > zero).toBe(target.diagnosis === 1);
    }
  });

  it('gives the same weights for the same seed', () => {
    expect(trained(2)).toEqual(trained(2));
    expect(trained(2).output).not.toEqual(trained(3).output);
  });
});

describe('the slopes of the losses', () => {
  const slopeOf = (loss: (outputs: number[]) => number, at: number, logits: readonly number[]) => {
    const step = 1e-4;
    const moved = (by: number) => loss(logits.map((logit, place) => (place === at ? logit + by : logit)));
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const logits = [0.3, -1.2, 0.8];

  it('are those of the weighted cross-entropy of a diagnosis', () => {
    const slopes = Float32Array.from(logits);
    const base = [0.5, 0, -1];
    diagnosisLoss([1, 1, 2])(slopes, { diagnosis: 2, base: Float64Array.from(base) });
    const loss = (z: number[]) => {
      const scores = z.map((x, at) => x + base[at]!);
      return 2 * (Math.log(scores.reduce((sum, x) => sum + Math.exp(x), 0)) - scores[2]!);
    };
    slopes.forEach((slope, at) => {
      expect(slope).toBeCloseTo(slopeOf(loss, at, logits), 4);
    });
  });

  it('are those of the cross-entropies of memberships', () => {
    const slopes = Float32Array.from(logits);
    membershipLoss(slopes, [0]);
    const loss = (z: number[]) => z.reduce((sum, x, at) => sum + Math.log1p(Math.exp(at === 0 ? -x : x)), 0);
    slopes.forEach((slope, at) => {
      expect(slope).toBeCloseTo(slopeOf(loss, at, logits), 4);
    });
  });
});

describe('class weights', () => {
  it('are 1 on average over patients, more for rare diagnoses, and leave the prior as it was', () => {
    const patients = [...Array(80).fill(0), ...Array(5).fill(1)].map((diagnosis: number) => ({ diagnosis }));
    const weights = classWeights(patients as never, 2);
    expect((80 * weights[0]! + 5 * weights[1]!) / 85).toBeCloseTo(1, 9);
    const ratio = 16 ** 0.1;
    expect(weights[1]! / weights[0]!).toBeCloseTo(ratio, 9);
    const network = { input: new Float32Array(), inputBias: new Float32Array(), output: new Float32Array() };
    const { outputBias } = withoutClassWeights({ ...network, outputBias: new Float32Array(2) }, weights);
    expect(outputBias[1]! - outputBias[0]!).toBeCloseTo(-Math.log(ratio), 5);
  });
});
