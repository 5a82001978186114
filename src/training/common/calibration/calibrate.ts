import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import { answerOutcomes } from '../../../inference/common/answer-outcomes.ts';
import type { AnswerShares } from '../../../inference/common/answer-shares.ts';
import { referenceInference } from '../../../inference/common/reference-inference.ts';
import { scoreFamilies } from '../../../inference/common/reference-scorer.ts';
import type { CommonWeights } from '../../../inference/common/weights.ts';
import type { CommonCalibration } from '../../../registry/common-calibration.ts';
import { mulberry32 } from '../../random.ts';
import { endOf, interviewAll } from '../evaluation/interview.ts';
import { judge } from '../evaluation/judge.ts';
import { commonMetrics } from '../evaluation/metrics.ts';
import { outcomeOf } from '../evaluation/outcome.ts';
import type { Example } from '../patients/example.ts';
import { hiddenColumns, type Reading } from '../patients/hide.ts';
import { fitPool } from '../pool/fit-pool.ts';

/** Shares of hidden evidence that the calibration rows are drawn with. */
const shares = [0, 0.25, 0.5, 0.75, 0.9] as const;
const conformalLevel = 0.9;
/** One step of the rounding of thresholds. */
const smallest = 1e-4;
const cuts = Array.from({ length: 15 }, (_, at) => 0.2 + 0.03 * at);
/** An interview shall end right in so many of a hundred cases, with as few questions as that takes. */
const wantedAccuracy = 0.99;
const stops = [0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 0.999] as const;
const maxQuestions = 25;

export interface CalibrationRequest {
  /** Patients that neither family has learned from. */
  readonly examples: readonly Example[];
  readonly weights: CommonWeights;
  readonly answerShares: AnswerShares;
  readonly vocabulary: EvidenceVocabulary;
  readonly seed: number;
}

/** Fits everything that stands between the families and an answer. Returns the weights with their pool. */
export async function calibrateCommon(
  request: CalibrationRequest,
): Promise<{ readonly weights: CommonWeights; readonly calibration: CommonCalibration }> {
  const { examples, vocabulary, seed } = request;
  const pool = { answered: poolOf('answered', request), listed: poolOf('listed', request) };
  const weights = { ...request.weights, pool };
  const inference = referenceInference(weights);
  const judged = { vocabulary, inference };
  const conformal = async (reading: Reading) => ({
    method: 'cumulative-probability' as const,
    level: conformalLevel,
    threshold: rounded(await conformalThreshold(reading, examples, { ...judged, differentialCut: 0.5 }, seed)),
  });
  const calibration = {
    pool,
    conformal: { answered: await conformal('answered'), listed: await conformal('listed') },
    differentialCut: await bestCut(request, weights),
    interview: await interviewRules(request, weights),
    fittedOn: `patients that neither family learned from, with ${shares.map((share) => `${100 * share} %`).join(', ')} of the evidence hidden`,
    cases: examples.length,
  };
  return { weights, calibration };
}

function poolOf(reading: Reading, { examples, weights, vocabulary, seed }: CalibrationRequest) {
  const random = mulberry32(seed);
  return fitPool(
    shares.flatMap((share) =>
      examples.map((example) => ({
        ...scoreFamilies(hiddenColumns(example, { reading, share }, random, vocabulary), weights),
        diagnosis: example.diagnosis,
      })),
    ),
  );
}

/** The set is the shortest head of the list that reaches the threshold: it holds what has less than that before it. */
async function conformalThreshold(
  reading: Reading,
  examples: readonly Example[],
  judged: Parameters<typeof judge>[2],
  seed: number,
): Promise<number> {
  const masses: number[] = [];
  for (const share of shares) {
    for (const { massBefore } of await judge(examples, { reading, share }, judged, seed)) masses.push(massBefore);
  }
  masses.sort((a, b) => a - b);
  // The finite-sample quantile of split conformal prediction (Vovk et al. 2005).
  const at = Math.min(masses.length - 1, Math.ceil(conformalLevel * (masses.length + 1)) - 1);
  return Math.min(1, masses[at]! + smallest);
}

/** The cut with the best mean F1 on complete records. */
async function bestCut({ examples, vocabulary, seed }: CalibrationRequest, weights: CommonWeights): Promise<number> {
  const random = mulberry32(seed);
  const complete = { reading: 'listed', share: 0 } as const;
  const rows = examples.map((example) => hiddenColumns(example, complete, random, vocabulary));
  const output = await referenceInference(weights).score(rows);
  const scored = cuts.map((cut) => {
    const outcomes = examples.map((example, row) => outcomeOf(example, output, row, weights.diagnoses, cut));
    return { cut, ddf1: commonMetrics(outcomes).ddf1 };
  });
  return rounded(scored.reduce((best, one) => (one.ddf1 > best.ddf1 ? one : best)).cut);
}

async function interviewRules({ examples, answerShares, vocabulary }: CalibrationRequest, weights: CommonWeights) {
  const interviewer = { vocabulary, shares: answerShares, outcomes: answerOutcomes(answerShares, vocabulary) };
  const laxest = { stopProbability: stops.at(-1)!, maxQuestions };
  const interviews = await interviewAll(examples, interviewer, referenceInference(weights), laxest);
  const accurate = (stopProbability: number) => {
    const right = interviews.filter((interview) => endOf(interview, { stopProbability, maxQuestions }).right);
    return right.length >= wantedAccuracy * interviews.length;
  };
  return { stopProbability: stops.find(accurate) ?? stops.at(-1)!, maxQuestions };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
