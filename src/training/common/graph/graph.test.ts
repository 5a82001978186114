import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { activeColumns, denseRows } from '../../../features/evidence-vector.ts';
import { pooledScores, scoreFamilies } from '../../../inference/common/reference-scorer.ts';
import { writeOnnx } from '../../onnx/model.ts';
import { mulberry32 } from '../../random.ts';
import { commonGraph } from './graph.ts';
import { randomWeights, tinyDiagnoses, tinyVocabulary } from './weights.fixture.ts';

const weights = randomWeights(5);
const random = mulberry32(6);
const rows = Array.from({ length: 60 }, (_, at) =>
  activeColumns(
    {
      states: Uint8Array.from(tinyVocabulary.evidences, () => Math.floor(3 * random())),
      values: random() < 0.5 ? [tinyVocabulary.columns.values] : [],
      ageYears: at % 5 === 0 ? undefined : 90 * random(),
      sex: at % 3 === 0 ? undefined : at % 3 === 1 ? 'female' : 'male',
      listed: at % 2 === 0,
    },
    tinyVocabulary,
  ),
);

describe('the graph of the common-disease model', () => {
  it('computes in ONNX Runtime what the reference computes, within 1e-5', async () => {
    const bytes = writeOnnx(commonGraph(weights), { opset: 18, producer: 'hoofbeats', version: '0' });
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 });
    const features = new Tensor('float32', denseRows(rows, weights.width), [rows.length, weights.width]);
    const { scores, probabilities, differential } = await session.run({ features });
    rows.forEach((columns, row) => {
      const families = scoreFamilies(columns, weights);
      const expected = pooledScores(families, columns, weights);
      for (let at = 0; at < tinyDiagnoses; at++) {
        const cell = row * tinyDiagnoses + at;
        expect(Math.abs((scores!.data[cell] as number) - expected[at]!)).toBeLessThan(1e-5);
        expect(Math.abs((probabilities!.data[cell] as number) - Math.exp(expected[at]!))).toBeLessThan(1e-5);
        expect(Math.abs((differential!.data[cell] as number) - families.differential[at]!)).toBeLessThan(1e-5);
      }
    });
    await session.release();
  });
});
