import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeOnnx } from '../../onnx/model.ts';
import { rankingGraph } from './graph.ts';
import { readWeights } from './read-weights.ts';
import { someWeights, weightsArbitrary } from './weights.fixture.ts';
import type { Weights } from './weights.ts';

const written = (weights: Weights, dense: number) =>
  writeOnnx(rankingGraph(weights, { dense }), { opset: 18, producer: 'test', version: '0' });

describe('readWeights', () => {
  it('restores what was written', () => {
    const weights = someWeights();
    expect(weights.column.length).toBeGreaterThan(500);
    expect(readWeights(written(weights, 6))).toEqual(weights);
  });

  it('restores tables of any shape', () => {
    fc.assert(
      fc.property(weightsArbitrary, fc.nat({ max: 9 }), (weights, dense) => {
        expect(readWeights(written(weights, dense))).toEqual(weights);
      }),
    );
  });

  it('gives the same file again', () => {
    const file = written(someWeights(), 6);
    expect(written(readWeights(file), 6)).toEqual(file);
  });

  it('refuses a file without the tables', () => {
    expect(() => readWeights(new Uint8Array())).toThrow('the model has no constant channels');
  });
});
