import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConstants } from '../registry/onnx-constants.ts';
import { writeOnnx } from '../training/onnx/model.ts';
import { rankingGraph } from '../training/rare/graph/graph.ts';
import { scoreRow } from '../training/rare/graph/reference-scorer.ts';
import { diagnoses, rowArbitrary, someWeights } from '../training/rare/graph/weights.fixture.ts';
import { rankingTables } from './ranking-tables.ts';
import { singleScores } from './single-scores.ts';

const weights = someWeights();
const constantsOf = (dense: number) =>
  readConstants(writeOnnx(rankingGraph(weights, { dense }), { opset: 18, producer: 'test', version: '0' }));

describe('single scores', () => {
  // No dense node, a few, all of them.
  it.each([0, 6, 128])('are those of whole rows in both modes, with %i dense nodes', (dense) => {
    const score = singleScores(rankingTables(constantsOf(dense))!);
    const rows = fc.array(rowArbitrary, { minLength: 1, maxLength: 4 });
    const some = fc.array(fc.nat({ max: diagnoses - 1 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(rows, some, fc.boolean(), (rows, wanted, withoutSupport) => {
        const whole = rows.map((row) => scoreRow(row, weights, withoutSupport ? 0 : 1));
        const expected = whole.flatMap((scores) => wanted.map((diagnosis) => scores[diagnosis]!));
        const found = score(rows, wanted, withoutSupport);
        expect(found).toHaveLength(expected.length);
        found.forEach((score, at) => {
          expect(Math.abs(score - expected[at]!)).toBeLessThan(1e-4);
        });
      }),
    );
  });

  it('are not to be had from a graph of another kind', () => {
    const constants = new Map(constantsOf(6));
    constants.delete('denseCode');
    expect(rankingTables(constants)).toBeUndefined();
  });
});
