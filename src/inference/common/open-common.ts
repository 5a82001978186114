import type { EvidenceMeanings } from '../../features/evidence-meanings.ts';
import { meaningsOf } from '../../registry/common-meanings.ts';
import { type CommonPackage, loadCommonPackage } from '../../registry/common-package.ts';
import { answerOutcomes } from './answer-outcomes.ts';
import { answerSharesOf } from './answer-shares.ts';
import type { Interviewer } from './ask-next.ts';
import type { CommonInference } from './common-inference.ts';
import { createCommonInference } from './embedded-common.ts';
import type { CommonExplainer } from './explain-diagnosis.ts';
import { commonWeightsOf } from './package-weights.ts';

/** A common-disease model, ready to read a Case, rank, explain and ask. */
export interface CommonModel {
  readonly package: CommonPackage;
  readonly meanings: EvidenceMeanings;
  readonly inference: CommonInference;
  readonly explainer: CommonExplainer;
  readonly interviewer: Interviewer;
}

/** @throws HoofbeatsError PACKAGE_INVALID that names the file and the reason. */
export async function openCommonModel(dir: string): Promise<CommonModel> {
  const pkg = await loadCommonPackage(dir);
  const { features, vocabulary, diagnoses } = pkg;
  const shares = answerSharesOf(pkg.answers);
  return {
    package: pkg,
    meanings: meaningsOf(features, vocabulary),
    inference: await createCommonInference(pkg),
    explainer: { features, vocabulary, diagnoses, shares, weights: commonWeightsOf(pkg) },
    interviewer: { vocabulary, shares, outcomes: answerOutcomes(shares, vocabulary) },
  };
}
