import { describe, expect, it } from 'vitest';
import { absent, activeColumns, present, unknown } from '../../../features/evidence-vector.ts';
import { likelihoodScores } from '../../../inference/common/reference-scorer.ts';
import { randomShares, randomWeights, tinyDiagnoses, tinyVocabulary } from '../graph/weights.fixture.ts';
import { hiddenShares } from './likelihood-weights.ts';

const seed = 11;
const shares = randomShares(seed);
const weights = randomWeights(seed);
const [fever, pain, place, strength, journey] = [0, 1, 2, 3, 4];

/** Share of a row of a table under a diagnosis. */
const of = (table: Float32Array, row: number, diagnosis: number) => table[row * tinyDiagnoses + diagnosis]!;
const valueRow = (evidence: number, value: number) =>
  tinyVocabulary.evidences[evidence]!.firstValue + value - tinyVocabulary.columns.values;

function posterior(likelihood: (diagnosis: number) => number): number[] {
  const joint = Array.from({ length: tinyDiagnoses }, (_, d) => shares.prior[d]! * likelihood(d));
  const total = joint.reduce((sum, p) => sum + p, 0);
  return joint.map((p) => p / total);
}

function modelled(states: readonly number[], values: readonly number[], listed: boolean): number[] {
  const columns = activeColumns({ states: Uint8Array.from(states), values, listed }, tinyVocabulary);
  return Array.from(likelihoodScores(columns, weights), Math.exp);
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((p, at) => {
    expect(p).toBeCloseTo(expected[at]!, 5);
  });
}

describe('the likelihood family', () => {
  it('multiplies the shares of what is known, and skips what is not', () => {
    const head = tinyVocabulary.evidences[place]!.firstValue;
    const expected = posterior((d) => {
      const yes = of(shares.present, pain, d) * of(shares.present, place, d);
      const values = [0, 1, 2].map((value) => of(shares.values, valueRow(place, value), d));
      return (1 - of(shares.present, fever, d)) * yes * values[0]! * (1 - values[1]!) * (1 - values[2]!);
    });
    expectClose(modelled([absent, present, present, unknown, unknown], [head], false), expected);
  });

  it('takes a follow-up for its parent, and says nothing of follow-ups of what is absent', () => {
    const withParent = modelled([unknown, present, present, unknown, unknown], [], false);
    expectClose(modelled([unknown, unknown, present, unknown, unknown], [], false), withParent);
    const withoutFollowUp = modelled([unknown, absent, unknown, unknown, unknown], [], false);
    expectClose(modelled([unknown, absent, absent, absent, unknown], [], false), withoutFollowUp);
  });

  it('integrates over what a listed record may have left out', () => {
    // Fever is listed; pain with its follow-ups, and the journey, are not: absent, or left out as a whole.
    const expected = posterior((d) => {
      const p = (evidence: number) => of(shares.present, evidence, d);
      const terms = hiddenShares.map((hidden) => {
        const silentPain = 1 - p(pain) * (1 - hidden ** 3);
        const silentJourney = 1 - p(journey) * (1 - hidden);
        return p(fever) * (1 - hidden) * silentPain * silentJourney;
      });
      return terms.reduce((sum, term) => sum + term, 0) / terms.length;
    });
    expectClose(modelled([present, unknown, unknown, unknown, unknown], [], true), expected);
  });

  it('lets the silence about a follow-up speak once its parent is listed', () => {
    const expected = posterior((d) => {
      const p = (evidence: number) => of(shares.present, evidence, d);
      const terms = hiddenShares.map((hidden) => {
        const silent = (evidence: number) => 1 - p(evidence) * (1 - hidden);
        return p(pain) * (1 - hidden) * silent(place) * silent(strength) * silent(fever) * silent(journey);
      });
      return terms.reduce((sum, term) => sum + term, 0) / terms.length;
    });
    expectClose(modelled([unknown, present, unknown, unknown, unknown], [], true), expected);
  });
});
