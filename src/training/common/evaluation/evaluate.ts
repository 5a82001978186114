import { answerOutcomes } from '../../../inference/common/answer-outcomes.ts';
import { answerSharesOf } from '../../../inference/common/answer-shares.ts';
import { createCommonInference } from '../../../inference/common/embedded-common.ts';
import type { CommonPackage } from '../../../registry/common-package.ts';
import type { ReportProgress } from '../../rare/progress.ts';
import { diagnosisPlaces } from '../corpus.ts';
import { type Example, exampleOf } from '../patients/example.ts';
import type { Hiding } from '../patients/hide.ts';
import { readPatients } from '../patients/patients.ts';
import { endOf, interviewAll } from './interview.ts';
import { judge } from './judge.ts';
import { type CommonMetrics, commonMetrics } from './metrics.ts';

export interface EvaluateCommonRequest {
  readonly package: CommonPackage;
  /** DDXPlus patients as NDJSON, plain or `.gz`. */
  readonly file: string;
  readonly hiding: Hiding;
  /** Interview the patients too. */
  readonly interactive: boolean;
  readonly seed: number;
  readonly onProgress?: ReportProgress;
}

/** DESIGN §5. With an interview, `interviewTop1` is the accuracy at its end; the other figures are of `hiding`. */
export interface CommonEvaluationResult extends CommonMetrics {
  readonly meanQuestions?: number;
  readonly interviewTop1?: number;
}

/**
 * Ranks the diagnoses of every patient of a file. Patients whose pathology the model does not know count as misses.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file and line.
 */
export async function evaluateCommon(request: EvaluateCommonRequest): Promise<CommonEvaluationResult> {
  const { package: pkg, hiding, interactive, seed, onProgress } = request;
  const { vocabulary, diagnoses, calibration } = pkg;
  const places = diagnosisPlaces(diagnoses);
  const examples: Example[] = [];
  for await (const patient of readPatients(request.file)) {
    examples.push(exampleOf(patient, vocabulary, places));
    if (examples.length % 1000 === 0) onProgress?.({ phase: 'reading', done: examples.length });
  }
  const inference = await createCommonInference(pkg);
  try {
    const judged = { vocabulary, inference, differentialCut: calibration.differentialCut };
    const metrics = commonMetrics(await judge(examples, hiding, judged, seed));
    if (!interactive) return metrics;
    const shares = answerSharesOf(pkg.answers);
    const interviewer = { vocabulary, shares, outcomes: answerOutcomes(shares, vocabulary) };
    onProgress?.({ phase: 'interviews', done: 0, total: examples.length });
    const interviews = await interviewAll(examples, interviewer, inference, calibration.interview);
    const ends = interviews.map((interview) => endOf(interview, calibration.interview));
    const mean = (value: (end: (typeof ends)[number]) => number) =>
      ends.reduce((sum, end) => sum + value(end), 0) / Math.max(1, ends.length);
    return {
      ...metrics,
      meanQuestions: mean(({ questions }) => questions),
      interviewTop1: mean(({ right }) => (right ? 1 : 0)),
    };
  } finally {
    await inference.close();
  }
}
