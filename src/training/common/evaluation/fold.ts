import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import { answerOutcomes } from '../../../inference/common/answer-outcomes.ts';
import { referenceInference } from '../../../inference/common/reference-inference.ts';
import type { FittedCommon } from '../fit-common.ts';
import type { Example } from '../patients/example.ts';
import type { Hiding } from '../patients/hide.ts';
import { endOf, type Interview, interviewAll } from './interview.ts';
import { judge } from './judge.ts';
import type { CommonOutcome } from './outcome.ts';

/** Every way of hiding that is measured. */
export const measuredHidings: readonly Hiding[] = [
  ...[0, 0.25, 0.5, 0.75, 0.9].map((share) => ({ reading: 'listed', share }) as const),
  ...[0, 0.25, 0.5, 0.75, 0.9].map((share) => ({ reading: 'answered', share }) as const),
];

/** A patient's outcome, with whether the right diagnosis was in the conformal set of the fold's model. */
export interface FoldOutcome extends CommonOutcome {
  readonly covered: boolean;
}

/** How one patient's interview ended. */
export interface InterviewEnd {
  readonly example: Example;
  readonly questions: number;
  readonly right: boolean;
  readonly probability: number;
  readonly interview: Interview;
}

/** What a model made of patients that it has never seen. */
export interface FoldReport {
  /** In the order of `measuredHidings`. */
  readonly outcomes: readonly (readonly FoldOutcome[])[];
  readonly interviews: readonly InterviewEnd[];
  readonly stopProbability: number;
}

export async function measureFold(
  { weights, calibration, answerShares }: FittedCommon,
  vocabulary: EvidenceVocabulary,
  unseen: readonly Example[],
  seed: number,
): Promise<FoldReport> {
  const inference = referenceInference(weights);
  const { differentialCut, conformal, interview: rules } = calibration;
  const outcomes: FoldOutcome[][] = [];
  for (const hiding of measuredHidings) {
    const found = await judge(unseen, hiding, { vocabulary, inference, differentialCut }, seed);
    const { threshold } = conformal[hiding.reading];
    outcomes.push(found.map((outcome) => ({ ...outcome, covered: outcome.massBefore < threshold })));
  }
  const interviewer = { vocabulary, shares: answerShares, outcomes: answerOutcomes(answerShares, vocabulary) };
  const interviews = await interviewAll(unseen, interviewer, inference, rules);
  const ends = interviews.map((interview, at) => ({ example: unseen[at]!, interview, ...endOf(interview, rules) }));
  return { outcomes, interviews: ends, stopProbability: rules.stopProbability };
}
