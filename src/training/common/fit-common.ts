import type { EvidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import type { AnswerShares } from '../../inference/common/answer-shares.ts';
import { type LikelihoodFamily, likelihoodScores } from '../../inference/common/reference-scorer.ts';
import type { CommonWeights, NetworkWeights } from '../../inference/common/weights.ts';
import type { CommonCalibration } from '../../registry/common-calibration.ts';
import { mulberry32 } from '../random.ts';
import type { ReportProgress } from '../rare/progress.ts';
import { calibrateCommon } from './calibration/calibrate.ts';
import { answerShares } from './likelihood/answer-shares.ts';
import { likelihoodWeights } from './likelihood/likelihood-weights.ts';
import { classWeights, withoutClassWeights } from './network/class-weights.ts';
import { diagnosisLoss, membershipLoss } from './network/losses.ts';
import { type LossSlopes, type NetworkSettings, trainNetwork } from './network/train-network.ts';
import { type DrawHiding, hidingForDiagnosis, hidingForDifferential } from './patients/draw-hiding.ts';
import type { Example } from './patients/example.ts';
import { hiddenColumns } from './patients/hide.ts';
import { representative, splitStratified } from './patients/strata.ts';

export interface FitRequest {
  readonly examples: readonly Example[];
  readonly vocabulary: EvidenceVocabulary;
  /** Number of diagnoses. */
  readonly diagnoses: number;
  readonly seed: number;
  readonly settings?: Partial<NetworkSettings> | undefined;
  readonly onProgress?: ReportProgress | undefined;
}

export interface FittedCommon {
  readonly weights: CommonWeights;
  readonly answerShares: AnswerShares;
  readonly calibration: CommonCalibration;
}

/** One patient in so many is kept from both families, for what is fitted on top of them. */
const keptForCalibration = 10;

/** The whole recipe, from patients to a calibrated model. The same request gives the same numbers. */
export async function fitCommon(request: FitRequest): Promise<FittedCommon> {
  const { examples, vocabulary, diagnoses, seed } = request;
  const plain = examples.filter(representative);
  const kept = splitStratified(plain, keptForCalibration, seed)[0]!;
  const isKept = new Set(kept);
  const learned = plain.filter((example) => !isKept.has(example));
  const shares = answerShares(learned, vocabulary, diagnoses);
  const family: LikelihoodFamily = {
    diagnoses,
    width: vocabulary.columns.width,
    evidences: vocabulary.evidences.length,
    likelihood: likelihoodWeights(shares, vocabulary),
  };
  const fitted = await calibrateCommon({
    examples: kept,
    weights: {
      ...family,
      network: diagnosisNetwork(learned, family, request),
      // A differential follows from the evidence whatever made somebody choose the patient, so the skewed ones teach too.
      differential: differentialNetwork([...learned, ...examples.filter((one) => !representative(one))], request),
      pool: { answered: even, listed: even },
    },
    answerShares: shares,
    vocabulary,
    seed,
  });
  return { ...fitted, answerShares: shares };
}

const even = { likelihood: 1, network: 1 };

/** Learns what the likelihood lacks: how evidences depend on one another, and on age and sex. */
function diagnosisNetwork(learned: readonly Example[], family: LikelihoodFamily, request: FitRequest): NetworkWeights {
  const weighting = classWeights(learned, request.diagnoses);
  const network = fitNetwork(learned, request, {
    phase: 'network',
    size: { hidden: 256, epochs: 20, rate: 1e-3 },
    hiding: hidingForDiagnosis,
    target: ({ diagnosis }, columns) => ({ diagnosis, base: likelihoodScores(columns, family) }),
    lossSlopes: diagnosisLoss(weighting),
  });
  return withoutClassWeights(network, weighting);
}

function differentialNetwork(learned: readonly Example[], request: FitRequest): NetworkWeights {
  return fitNetwork(learned, request, {
    phase: 'differential',
    size: { hidden: 192, epochs: 16, rate: 2e-3 },
    hiding: hidingForDifferential,
    target: ({ differential }) => differential,
    lossSlopes: membershipLoss,
  });
}

interface Lesson<T> {
  readonly phase: string;
  readonly size: Partial<NetworkSettings>;
  readonly hiding: DrawHiding;
  readonly target: (example: Example, columns: Int32Array) => T;
  readonly lossSlopes: LossSlopes<T>;
}

function fitNetwork<T>(learned: readonly Example[], request: FitRequest, lesson: Lesson<T>): NetworkWeights {
  const { vocabulary, diagnoses, seed, settings, onProgress } = request;
  const { phase, size, hiding, target, lossSlopes } = lesson;
  return trainNetwork({
    rows: learned.length,
    draw: (row, random) => {
      const example = learned[row]!;
      const columns = hiddenColumns(example, hiding(random), random, vocabulary);
      return { columns, target: target(example, columns) };
    },
    width: vocabulary.columns.width,
    outputs: diagnoses,
    lossSlopes,
    random: mulberry32(seed),
    settings: { ...size, ...settings },
    ...(onProgress && { onEpoch: (done: number, total: number) => onProgress({ phase, done, total }) }),
  });
}
