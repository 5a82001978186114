import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelsDir } from '../../config/paths.ts';
import { caseEvidence } from '../../features/case-evidence.ts';
import { activeColumns } from '../../features/evidence-vector.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { mulberry32 } from '../../training/random.ts';
import { nextQuestions } from './ask-next.ts';
import { createCommonInference } from './embedded-common.ts';
import { explainDiagnosis } from './explain-diagnosis.ts';
import { type CommonModel, openCommonModel } from './open-common.ts';
import { rankCommon } from './rank-common.ts';
import { referenceInference } from './reference-inference.ts';

let model: CommonModel;
beforeAll(async () => {
  model = await openCommonModel(join(modelsDir, 'common-disease'));
});
afterAll(() => model.inference.close());

/** Records of every kind: listed and answered, of few and of many evidences. */
function randomRows(count: number): Int32Array[] {
  const { vocabulary } = model.package;
  const random = mulberry32(4);
  return Array.from({ length: count }, (_, at) => {
    const share = random();
    const listed = at % 2 === 0;
    // A listed record has nothing absent.
    const known = () => (random() < 0.1 ? 1 : listed ? 0 : 2);
    const states = Uint8Array.from(vocabulary.evidences, () => (random() < share ? known() : 0));
    return activeColumns({ states, values: [], ageYears: 100 * random(), sex: 'female', listed }, vocabulary);
  });
}

const source = { reference: 'QuestionnaireResponse/1', display: 'answer', derivation: 'test' };

/** A man of 34 who answered some questions. */
function answered(present: readonly string[], excluded: readonly string[] = []) {
  const { ontology } = loadTerminology();
  const answers = [
    ...present.map((evidence) => ({ evidence, status: 'present', sources: [source] }) as const),
    ...excluded.map((evidence) => ({ evidence, status: 'excluded', sources: [source] }) as const),
  ];
  const subject = { reference: 'Patient/1', sex: 'male', ageYears: 34 } as const;
  return caseEvidence({ subject, findings: [], answers }, model.meanings, (term) => ontology.ancestors(term));
}

describe('the shipped common-disease model', () => {
  it('computes in ONNX Runtime what the reference computes, within 1e-5', async () => {
    const rows = randomRows(200);
    const actual = await model.inference.score(rows);
    const expected = await referenceInference(model.explainer.weights).score(rows);
    for (const name of ['probabilities', 'differential'] as const) {
      const gap = Math.max(...actual[name].map((value, at) => Math.abs(value - expected[name][at]!)));
      expect(gap, name).toBeLessThan(1e-5);
    }
  });

  it('gives a row the same numbers whatever is run beside it', async () => {
    const rows = randomRows(3);
    const together = await model.inference.score(rows);
    const alone = await model.inference.score(rows.slice(1, 2));
    const k = model.inference.diagnoses;
    alone.probabilities.forEach((p, at) => {
      expect(together.probabilities[k + at]!).toBeCloseTo(p, 6);
    });
  });

  it('explains a diagnosis exactly, and in less than 50 ms', () => {
    const known = answered(['E_91', 'E_201', 'E_77', 'E_220'], ['E_53', 'E_129']);
    const started = performance.now();
    const { prior, score, evidence } = explainDiagnosis(known, 3, model.explainer);
    expect(performance.now() - started).toBeLessThan(50);
    expect(evidence.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(score, 6);
    const expected = ['E_129', 'E_201', 'E_220', 'E_53', 'E_77', 'E_91', 'age', 'sex'];
    expect(evidence.map(({ finding }) => finding).toSorted()).toEqual(expected);
    for (const { reason, finding, sources } of evidence) {
      expect(reason).toMatch(/\.$/);
      expect(sources.length > 0).toBe(finding.startsWith('E_'));
    }
  });

  it('ranks by probability, with scores in the same order', async () => {
    const { explainer, inference, package: pkg } = model;
    const known = answered(['E_91', 'E_201', 'E_77']);
    const { entries, posterior } = await rankCommon(known, 49, explainer, inference, pkg.calibration);
    expect(posterior.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    const probabilities = entries.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    // The score is the ln of the probability but for a constant.
    const [first, second] = entries as [(typeof entries)[number], (typeof entries)[number]];
    expect(first.score - second.score).toBeCloseTo(Math.log(first.probability / second.probability), 3);
  });

  it('asks next what tells most, with both outlooks from one run', async () => {
    const { interviewer, inference, package: pkg } = model;
    const { record } = answered(['E_91']);
    const { probabilities } = await inference.score([activeColumns(record, pkg.vocabulary)]);
    const questions = await nextQuestions(record, Float64Array.from(probabilities), interviewer, inference, 5);
    expect(questions).toHaveLength(5);
    expect(questions.map(({ evidence }) => pkg.vocabulary.evidences[evidence]!.id)).not.toContain('E_91');
    for (const { information, ifPresent } of questions) {
      expect(information).toBeGreaterThan(0);
      expect(ifPresent.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
    }
  });

  it('refuses work after it was closed', async () => {
    const inference = await createCommonInference(model.package);
    await inference.close();
    await expect(inference.score(randomRows(1))).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });
});
