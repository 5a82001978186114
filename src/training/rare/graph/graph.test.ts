import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { modelsDir } from '../../../config/paths.ts';
import { buildTermVector, type SparseRow } from '../../../features/term-vector.ts';
import { createEmbeddedInference } from '../../../inference/embedded.ts';
import { loadModelPackage } from '../../../registry/model-package.ts';
import { readConstants } from '../../../registry/onnx-constants.ts';
import { writeOnnx } from '../../onnx/model.ts';
import { type GraphOptions, rankingGraph } from './graph.ts';
import { readWeights } from './read-weights.ts';
import { scoreRow } from './reference-scorer.ts';
import { channels, diagnoses, nodes, rowArbitrary, someWeights } from './weights.fixture.ts';
import { type Mode, noCandidate } from './weights.ts';

const weights = someWeights();
const modelOf = (options?: GraphOptions) =>
  writeOnnx(rankingGraph(weights, options), { opset: 18, producer: 'test', version: '0' });

function feedsOf(rows: readonly SparseRow[], mode: Mode) {
  const terms = Math.max(1, ...rows.map((row) => row.nodes.length));
  const ids = new BigInt64Array(rows.length * terms).fill(BigInt(nodes));
  const coefficients = new Float32Array(rows.length * terms * channels);
  rows.forEach((row, place) => {
    ids.set(BigInt64Array.from(row.nodes, BigInt), place * terms);
    coefficients.set(row.coefficients, place * terms * channels);
  });
  return {
    nodes: new Tensor('int64', ids, [rows.length, terms]),
    coefficients: new Tensor('float32', coefficients, [rows.length, terms, channels]),
    support: new Tensor('int64', BigInt64Array.of(BigInt(mode)), [1]),
  };
}

describe('the ranking graph', () => {
  // No dense node, a few, all of them.
  it.each([0, 6, 128])('equals the reference on every batch in both modes, with %i dense nodes', async (dense) => {
    const session = await InferenceSession.create(modelOf({ dense }), { intraOpNumThreads: 1, logSeverityLevel: 4 });
    const check = async (rows: readonly SparseRow[], mode: Mode) => {
      const { scores } = await session.run(feedsOf(rows, mode));
      expect(scores!.dims).toEqual([rows.length, diagnoses]);
      const expected = rows.flatMap((row) => [...scoreRow(row, weights, mode)]);
      (scores!.data as Float32Array).forEach((score, at) => {
        expect(Math.abs(score - expected[at]!)).toBeLessThan(1e-4);
      });
    };
    const rows = fc.array(rowArbitrary, { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(rows, fc.constantFrom<Mode>(0, 1), check), { numRuns: 40 });
    await session.release();
  });

  it('gives a diagnosis that is no candidate its score exactly, whatever the patient', async () => {
    const session = await InferenceSession.create(modelOf(), { intraOpNumThreads: 1, logSeverityLevel: 4 });
    const everything = {
      nodes: Int32Array.from({ length: nodes }, (_, node) => node),
      coefficients: new Float32Array(nodes * channels).fill(3),
    };
    for (const [mode, none] of [[0, 12] as const, [1, 13] as const]) {
      const { scores } = await session.run(feedsOf([everything], mode));
      const line = [...(scores!.data as Float32Array)];
      expect(line.flatMap((score, d) => (score === noCandidate ? [d] : []))).toEqual([none]);
    }
    await session.release();
  });

  it('has its dense table expanded once, when it is loaded', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'hoofbeats-graph-'));
    const optimizedModelFilePath = join(dir, 'optimised.onnx');
    const session = await InferenceSession.create(modelOf(), { optimizedModelFilePath, logSeverityLevel: 4 });
    await session.release();
    const constants = readConstants(await readFile(optimizedModelFilePath));
    await rm(dir, { recursive: true });
    expect(constants.get('denseTable')?.data).toBeInstanceOf(Float32Array);
    expect(constants.has('denseCode')).toBe(false);
  });
});

const pkg = await loadModelPackage(join(modelsDir, 'rare-disease'));

describe('the embedded inference port', () => {
  it('ranks with knowledge alone where it is asked to', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'hoofbeats-graph-'));
    const modelFile = join(dir, 'model.onnx');
    await writeFile(modelFile, modelOf());
    const { inputs, outputs } = rankingGraph(weights);
    const named = ({ name }: { name: string }) => ({ name, datatype: 'FP32' as const, shape: [-1] });
    const port = await createEmbeddedInference({
      ...pkg,
      modelFile,
      manifest: { ...pkg.manifest, inputs: inputs.map(named), outputs: outputs.map(named) },
      diagnoses: pkg.diagnoses.slice(0, diagnoses),
      vocabulary: { ...pkg.vocabulary, ids: pkg.vocabulary.ids.slice(0, nodes) },
    });
    await rm(dir, { recursive: true });
    const [row] = fc.sample(rowArbitrary, { numRuns: 1, seed: 1 });
    const vector = { ...row!, parts: [], unused: [] };
    for (const [options, mode] of [[{ withoutSupport: true }, 0] as const, [{}, 1] as const, [undefined, 1] as const]) {
      const expected = scoreRow(vector, weights, mode);
      (await port.score([vector], options)).forEach((score, d) => {
        expect(Math.abs(score - expected[d]!)).toBeLessThan(1e-4);
      });
    }
    await port.close();
  });
});

describe('the shipped model', () => {
  const isCurrent = pkg.manifest.inputs.some(({ name }) => name === 'support');

  it.skipIf(!isCurrent)('equals the reference on patients (packages from 0.2.0)', async () => {
    const shipped = readWeights(await readFile(pkg.modelFile));
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
    let worst = 0;
    for (const mode of [0, 1] as const) {
      const scores = await port.score(rows, { withoutSupport: mode === 0 });
      rows.forEach((row, place) => {
        scoreRow(row, shipped, mode).forEach((expected, d) => {
          worst = Math.max(worst, Math.abs(scores[place * port.diagnoses + d]! - expected));
        });
      });
    }
    await port.close();
    expect(worst).toBeLessThan(1e-4);
  });
});
