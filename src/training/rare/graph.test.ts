import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsDir } from '../../config/paths.ts';
import { buildTermVector, type SparseRow } from '../../features/term-vector.ts';
import { createEmbeddedInference } from '../../inference/embedded.ts';
import { loadModelPackage } from '../../registry/model-package.ts';
import { readInitializers } from '../onnx/initializers.ts';
import { writeOnnx } from '../onnx/model.ts';
import { rankingGraph } from './graph.ts';
import { scoreRow } from './reference-scorer.ts';
import { quantise, type Weights } from './weights.ts';

const [nodes, diagnoses, channels] = [40, 25, 3];

/** Entries wherever a small hash says so, some rows empty, values of both signs. */
function someWeights(): Weights {
  const start = new Int32Array(nodes + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (let node = 0; node < nodes; node++) {
    for (let d = 0; d < diagnoses; d++) {
      if (node % 7 === 0 || (node * 31 + d * 17) % 5 > 1) continue;
      column.push(d);
      for (let k = 0; k < channels; k++) value.push(Math.sin(node + 10 * d + 100 * k));
    }
    start[node + 1] = column.length;
  }
  const prior = Float32Array.from({ length: diagnoses }, (_, d) => Math.cos(d));
  const layout = { diagnoses, channels, start, column: Uint16Array.from(column), prior };
  return quantise({ ...layout, value: Float32Array.from(value) });
}

const rowArbitrary = fc.uniqueArray(fc.nat({ max: nodes - 1 }), { maxLength: nodes }).chain((chosen) =>
  fc
    .array(fc.float({ min: -4, max: 4, noNaN: true }), {
      minLength: chosen.length * channels,
      maxLength: chosen.length * channels,
    })
    .map(
      (coefficients): SparseRow => ({ nodes: Int32Array.from(chosen), coefficients: Float32Array.from(coefficients) }),
    ),
);

describe('the ranking graph', () => {
  const weights = someWeights();
  let session: InferenceSession;
  beforeAll(async () => {
    const model = writeOnnx(rankingGraph(weights), { opset: 18, producer: 'test', version: '0' });
    session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  });
  afterAll(() => session.release());

  it('equals the reference on every batch', async () => {
    const check = async (rows: readonly SparseRow[]) => {
      const terms = Math.max(1, ...rows.map((row) => row.nodes.length));
      const ids = new BigInt64Array(rows.length * terms).fill(BigInt(nodes));
      const coefficients = new Float32Array(rows.length * terms * channels);
      rows.forEach((row, place) => {
        ids.set(BigInt64Array.from(row.nodes, BigInt), place * terms);
        coefficients.set(row.coefficients, place * terms * channels);
      });
      const { scores } = await session.run({
        nodes: new Tensor('int64', ids, [rows.length, terms]),
        coefficients: new Tensor('float32', coefficients, [rows.length, terms, channels]),
      });
      const expected = rows.flatMap((row) => [...scoreRow(row, weights)]);
      (scores!.data as Float32Array).forEach((score, at) => {
        expect(Math.abs(score - expected[at]!)).toBeLessThan(1e-4);
      });
    };
    await fc.assert(fc.asyncProperty(fc.array(rowArbitrary, { minLength: 1, maxLength: 6 }), check), { numRuns: 60 });
  });
});

describe('the shipped model', () => {
  const dir = join(modelsDir, 'rare-disease');

  /** The tables as they stand in the file, for the reference scorer. */
  async function shippedWeights(): Promise<Weights> {
    const constants = readInitializers(await readFile(join(dir, 'model.onnx')));
    const data = <T>(name: string) => constants.get(name)!.data as T;
    const [entries = 0, width = 0] = constants.get('code')!.shape;
    const start = Int32Array.from(data<BigInt64Array>('rowStart'), Number);
    expect(start.at(-1)).toBe(entries);
    return {
      start,
      diagnoses: constants.get('prior')!.data.length,
      channels: width,
      column: data('column'),
      code: data('code'),
      scale: data('scale'),
      prior: data('prior'),
    };
  }

  it('equals the reference on patients', async () => {
    const [pkg, weights] = await Promise.all([loadModelPackage(dir), shippedWeights()]);
    const port = await createEmbeddedInference(pkg);
    const patients = [
      // Marfan, phenylketonuria, Huntington, and one with exclusions only.
      ['HP:0001083', 'HP:0002616', 'HP:0001166', '!HP:0001252'],
      ['HP:0001249', 'HP:0004923', 'HP:0001250', 'HP:0007513', 'HP:0000252'],
      ['HP:0002072', 'HP:0000726', 'HP:0000716', '!HP:0001250', '!HP:0000518'],
      ['!HP:0001250'],
    ];
    const rows = patients.map((terms) =>
      buildTermVector(
        terms.map((term) => ({
          term: term.replace('!', ''),
          label: '',
          status: term.startsWith('!') ? ('excluded' as const) : ('present' as const),
          sources: [],
        })),
        pkg.vocabulary,
      ),
    );
    expect(rows.flatMap(({ unused }) => unused)).toEqual([]);
    const scores = await port.score(rows);
    await port.close();
    let worst = 0;
    rows.forEach((row, place) => {
      scoreRow(row, weights).forEach((expected, d) => {
        worst = Math.max(worst, Math.abs(scores[place * port.diagnoses + d]! - expected));
      });
    });
    expect(worst).toBeLessThan(1e-4);
  });
});
