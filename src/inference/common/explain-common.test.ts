import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeColumns } from '../../features/evidence-vector.ts';
import { randomWeights, tinyDiagnoses, tinyVocabulary } from '../../training/common/graph/weights.fixture.ts';
import { columnContributions } from './explain-common.ts';
import { pooledScores, scoreFamilies } from './reference-scorer.ts';

const weights = randomWeights(3);
const record = fc.record({
  states: fc.array(fc.constantFrom(0, 1, 2), { minLength: 5, maxLength: 5 }).map((states) => Uint8Array.from(states)),
  values: fc.subarray([10, 11, 12, 13]),
  ageYears: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
  sex: fc.constantFrom('female' as const, 'male' as const, undefined),
  listed: fc.constant(false),
});

describe('columnContributions', () => {
  it('adds up: differences of scores are differences of pooled log probabilities', () => {
    fc.assert(
      fc.property(record, (known) => {
        const columns = activeColumns(known, tinyVocabulary);
        const pooled = pooledScores(scoreFamilies(columns, weights), columns, weights);
        const explained = Array.from({ length: tinyDiagnoses }, (_, at) => columnContributions(columns, at, weights));
        for (const { prior, weights: parts, score } of explained) {
          expect(parts.reduce((sum, part) => sum + part, prior)).toBeCloseTo(score, 9);
        }
        for (let at = 1; at < tinyDiagnoses; at++) {
          expect(explained[at]!.score - explained[0]!.score).toBeCloseTo(pooled[at]! - pooled[0]!, 5);
        }
      }),
    );
  });

  it('gives nothing to what is unknown', () => {
    const nothing = activeColumns({ states: new Uint8Array(5), values: [], listed: false }, tinyVocabulary);
    const { prior, weights: parts, score } = columnContributions(nothing, 1, weights);
    expect(parts).toHaveLength(0);
    expect(score).toBe(prior);
  });

  it('refuses a listed record, whose silence is not evidence by evidence', () => {
    const listed = activeColumns({ states: new Uint8Array(5), values: [], listed: true }, tinyVocabulary);
    expect(() => columnContributions(listed, 0, weights)).toThrow(RangeError);
  });
});
