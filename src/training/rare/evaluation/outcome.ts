import { calibrate } from '../../../inference/calibrate.ts';
import { pessimisticRank } from '../../../inference/rank.ts';
import type { Calibration } from '../../../registry/calibration.ts';
import { noCandidate } from '../graph/weights.ts';

/** What became of one case. */
export interface CaseOutcome {
  readonly disease: string;
  readonly publication: string;
  /** Best rank of an entity with one of the case's ids, ties counted against it; undefined when none is a candidate. */
  readonly rank?: number;
  /** Probability of the first entry. */
  readonly topProbability: number;
  /** Entries in the conformal set. */
  readonly conformalSize: number;
}

/** A case as its outcome needs it. */
export interface RankedCase {
  readonly disease: string;
  readonly publication: string;
  /** Diagnoses each of which is a hit. */
  readonly places: readonly number[];
}

/** Rank and confidence of one case. `scores`: one per diagnosis. */
export function outcomeOf(
  { places, disease, publication }: RankedCase,
  scores: Float32Array,
  calibration: Calibration,
): CaseOutcome {
  const { probabilities, conformalSize } = calibrate(scores, calibration);
  const ranks = places.filter((place) => scores[place]! > noCandidate).map((place) => pessimisticRank(scores, place));
  return {
    disease,
    publication,
    topProbability: probabilities.reduce((a, b) => Math.max(a, b)),
    conformalSize,
    ...(ranks.length === 0 ? {} : { rank: Math.min(...ranks) }),
  };
}
