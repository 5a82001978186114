import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelsDir } from '../../config/paths.ts';
import { caseEvidence } from '../../features/case-evidence.ts';
import { activeColumns } from '../../features/evidence-vector.ts';
import { meaningsOf } from '../../registry/common-meanings.ts';
import { type CommonPackage, loadCommonPackage } from '../../registry/common-package.ts';
import { loadTerminology } from '../../terminology/load.ts';
import { mulberry32 } from '../../training/random.ts';
import { answerOutcomes } from './answer-outcomes.ts';
import { answerSharesOf } from './answer-shares.ts';
import { nextQuestions } from './ask-next.ts';
import { createCommonInference } from './embedded-common.ts';
import { type CommonExplainer, explainDiagnosis } from './explain-diagnosis.ts';
import { commonWeightsOf } from './package-weights.ts';
import { referenceInference } from './reference-inference.ts';

let pkg: CommonPackage;
let explainer: CommonExplainer;
beforeAll(async () => {
  pkg = await loadCommonPackage(join(modelsDir, 'common-disease'));
  const { features, vocabulary, diagnoses } = pkg;
  explainer = { features, vocabulary, diagnoses, shares: answerSharesOf(pkg.answers), weights: commonWeightsOf(pkg) };
});

/** Records of every kind: listed and answered, of few and of many evidences. */
function randomRows(count: number): Int32Array[] {
  const random = mulberry32(4);
  return Array.from({ length: count }, (_, at) => {
    const share = random();
    const states = Uint8Array.from(pkg.vocabulary.evidences, () => (random() < share ? (random() < 0.1 ? 1 : 2) : 0));
    const record = { states, values: [], ageYears: 100 * random(), sex: 'female' as const };
    const listed = at % 2 === 0;
    // A listed record has nothing absent.
    return activeColumns(
      { ...record, states: listed ? states.map((state) => (state === 2 ? 0 : state)) : states, listed },
      pkg.vocabulary,
    );
  });
}

const source = { reference: 'QuestionnaireResponse/1', display: 'answer', derivation: 'test' };
const answers = (present: readonly string[], excluded: readonly string[] = []) =>
  [...present.map((id) => [id, 'present'] as const), ...excluded.map((id) => [id, 'excluded'] as const)].map(
    ([evidence, status]) => ({ evidence, status, sources: [source] }),
  );
function evidenceOf(present: readonly string[], excluded: readonly string[] = []) {
  const { ontology } = loadTerminology();
  const known = {
    subject: { reference: 'Patient/1', sex: 'male' as const, ageYears: 34 },
    findings: [],
    answers: answers(present, excluded),
  };
  return caseEvidence(known, meaningsOf(pkg.features, pkg.vocabulary), (term) => ontology.ancestors(term));
}

describe('the shipped common-disease model', () => {
  it('computes in ONNX Runtime what the reference computes, within 1e-5', async () => {
    const rows = randomRows(200);
    const inference = await createCommonInference(pkg);
    const [actual, expected] = await Promise.all([
      inference.score(rows),
      referenceInference(explainer.weights).score(rows),
    ]);
    await inference.close();
    for (const name of ['probabilities', 'differential'] as const) {
      const gap = Math.max(...actual[name].map((value, at) => Math.abs(value - expected[name][at]!)));
      expect(gap, name).toBeLessThan(1e-5);
    }
  });

  it('gives a row the same numbers whatever is run beside it', async () => {
    const rows = randomRows(3);
    const inference = await createCommonInference(pkg);
    const together = await inference.score(rows);
    const alone = await inference.score(rows.slice(1, 2));
    await inference.close();
    const k = inference.diagnoses;
    alone.probabilities.forEach((p, at) => {
      expect(together.probabilities[k + at]!).toBeCloseTo(p, 6);
    });
  });

  it('explains a diagnosis exactly, and in less than 50 ms', () => {
    const known = evidenceOf(['E_91', 'E_201', 'E_77', 'E_220'], ['E_53', 'E_129']);
    const started = performance.now();
    const { prior, score, evidence } = explainDiagnosis(known, 3, explainer);
    expect(performance.now() - started).toBeLessThan(50);
    expect(evidence.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(score, 6);
    expect(evidence.map(({ finding }) => finding).toSorted()).toEqual(
      ['E_129', 'E_201', 'E_220', 'E_53', 'E_77', 'E_91', 'age', 'sex'].toSorted(),
    );
    for (const { reason, finding, sources } of evidence) {
      expect(reason).toMatch(/\.$/);
      expect(sources.length > 0).toBe(finding.startsWith('E_'));
    }
  });

  it('asks next what tells most, with both outlooks from one run', async () => {
    const { record } = evidenceOf(['E_91']);
    const inference = await createCommonInference(pkg);
    const { probabilities } = await inference.score([activeColumns(record, pkg.vocabulary)]);
    const interviewer = {
      vocabulary: pkg.vocabulary,
      shares: explainer.shares,
      outcomes: answerOutcomes(explainer.shares, pkg.vocabulary),
    };
    const questions = await nextQuestions(record, Float64Array.from(probabilities), interviewer, inference, 5);
    await inference.close();
    expect(questions).toHaveLength(5);
    expect(questions.map(({ evidence }) => pkg.vocabulary.evidences[evidence]!.id)).not.toContain('E_91');
    for (const { information, ifPresent } of questions) {
      expect(information).toBeGreaterThan(0);
      expect(ifPresent.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
    }
  });

  it('refuses work after it was closed', async () => {
    const inference = await createCommonInference(pkg);
    await inference.close();
    await expect(inference.score(randomRows(1))).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  });
});
