import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRows } from '../../test/fixtures/random-rows.ts';
import { modelsDir } from '../config/paths.ts';
import { loadModelPackage } from '../registry/model-package.ts';
import { readConstants } from '../registry/onnx-constants.ts';
import { writeOnnx } from '../training/onnx/model.ts';
import { rankingGraph } from '../training/rare/graph/graph.ts';
import { scoreRow } from '../training/rare/graph/reference-scorer.ts';
import { rowArbitrary, someWeights } from '../training/rare/graph/weights.fixture.ts';
import { highestOf } from './calibrate.ts';
import { createEmbeddedInference } from './embedded.ts';
import { highestScore } from './highest-score.ts';
import { rankingTables } from './ranking-tables.ts';

const weights = someWeights();
const tablesOf = (dense: number) =>
  rankingTables(
    readConstants(writeOnnx(rankingGraph(weights, { dense }), { opset: 18, producer: 'test', version: '0' })),
  )!;

describe('the highest score', () => {
  // No dense node, a few, all of them.
  it.each([0, 6, 128])('is that of the whole row, with %i dense nodes', (dense) => {
    const highest = highestScore(tablesOf(dense));
    fc.assert(
      fc.property(rowArbitrary, (row) => {
        expect(Math.abs(highest(row) - Math.max(...scoreRow(row, weights, 1)))).toBeLessThan(1e-4);
      }),
    );
  });

  it('depends on nothing that was asked before', () => {
    const highest = highestScore(tablesOf(6));
    const rows = fc.sample(rowArbitrary, { numRuns: 20, seed: 7 });
    const first = rows.map(highest);
    expect(rows.toReversed().map(highest).toReversed()).toEqual(first);
  });

  it('is that of the shipped model’s graph, for short records and long ones', async () => {
    const pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));
    const port = await createEmbeddedInference(pkg);
    for (const row of [...randomRows(pkg.vocabulary, 40), ...randomRows(pkg.vocabulary, 4, 300)])
      expect(Math.abs(port.highest!(row) - highestOf(await port.score([row])))).toBeLessThan(1e-4);
    await port.close();
  });
});
