import type { EvidenceVocabulary } from '../../../features/evidence-vocabulary.ts';
import type { CommonInference } from '../../../inference/common/common-inference.ts';
import { mulberry32 } from '../../random.ts';
import type { Example } from '../patients/example.ts';
import { type Hiding, hiddenColumns } from '../patients/hide.ts';
import { type CommonOutcome, outcomeOf } from './outcome.ts';

/** A model as evaluation needs it. */
export interface Judged {
  readonly vocabulary: EvidenceVocabulary;
  readonly inference: CommonInference;
  /** Least probability of a diagnosis of the predicted differential. */
  readonly differentialCut: number;
}

const batch = 512;

/** Ranks the diagnoses of every patient with evidence hidden at random; the same seed hides the same. */
export async function judge(
  examples: readonly Example[],
  hiding: Hiding,
  { vocabulary, inference, differentialCut }: Judged,
  seed: number,
): Promise<readonly CommonOutcome[]> {
  const random = mulberry32(seed);
  const outcomes: CommonOutcome[] = [];
  for (let start = 0; start < examples.length; start += batch) {
    const some = examples.slice(start, start + batch);
    const output = await inference.score(some.map((example) => hiddenColumns(example, hiding, random, vocabulary)));
    some.forEach((example, row) => {
      outcomes.push(outcomeOf(example, output, row, inference.diagnoses, differentialCut));
    });
  }
  return outcomes;
}
