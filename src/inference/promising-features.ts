import type { Sex } from '../clinical/case.ts';
import type { TermVector } from '../features/term-vector.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { answeredBy } from './answered.ts';
import { describedProfile } from './described-profile.ts';
import { isExaminable } from './examinable.ts';
import { expectedShares } from './expected-share.ts';
import { binaryEntropy } from './information.ts';
import { canShow } from './sex-limited.ts';

export interface PromisingFeature {
  readonly node: number;
  /** Probability that the patient shows it, 0 to 1, supposing that one of the ranked diseases is the cause. */
  readonly probability: number;
}

export interface PromisingRequest {
  readonly package: ModelPackage;
  readonly vector: TermVector;
  /** Diagnoses to tell apart, with their probabilities; the rest of the probability is anybody's. */
  readonly diagnoses: readonly { readonly diagnosis: number; readonly probability: number }[];
  readonly sex: Sex | undefined;
  readonly most: number;
}

/**
 * The features of these diagnoses that the record does not answer, that can be examined, and that tell the diagnoses
 * apart best: by the mutual information of feature and diagnosis, for which the published frequencies suffice.
 */
export function promisingFeatures(request: PromisingRequest): readonly PromisingFeature[] {
  const { package: pkg, vector, diagnoses, sex, most } = request;
  const { vocabulary } = pkg;
  const known = diagnoses.map(({ diagnosis, probability }) => {
    const profile = describedProfile(pkg, diagnosis);
    return { weight: probability, profile, shareOf: expectedShares(profile, vocabulary) };
  });
  const names = new Set(diagnoses.map(({ diagnosis }) => pkg.diagnoses[diagnosis]!.label.toLowerCase()));
  const others = Math.max(0, 1 - known.reduce((sum, { weight }) => sum + weight, 0));
  const isAnswered = answeredBy(vector, vocabulary);
  return [...new Set(known.flatMap(({ profile }) => profile.annotations.map(({ node }) => node)))]
    .filter((node) => !isAnswered(node) && isExaminable(node, vocabulary) && canShow(node, sex, vocabulary))
    .filter((node) => !names.has(vocabulary.labels[node]!.toLowerCase()))
    .map((node) => {
      const shares = known.map(({ weight, shareOf }) => ({ weight, share: shareOf(node) }));
      shares.push({ weight: others, share: vocabulary.background[node]! });
      const probability = shares.reduce((sum, { weight, share }) => sum + weight * share, 0);
      const doubtLeft = shares.reduce((sum, { weight, share }) => sum + weight * binaryEntropy(share), 0);
      return { node, probability, information: binaryEntropy(probability) - doubtLeft };
    })
    .sort((a, b) => b.information - a.information || a.node - b.node)
    .slice(0, most)
    .map(({ node, probability }) => ({ node, probability }));
}
