import type { Sex } from '../clinical/case.ts';
import type { Finding, FindingStatus } from '../clinical/finding.ts';
import type { TermVector } from '../features/term-vector.ts';
import { closure, type InputVocabulary } from '../features/vocabulary.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import type { Terminology } from '../terminology/terminology.ts';
import type { NextBestFinding } from './differential.ts';
import { inquiryInto } from './examinable.ts';
import { hypotheticalScores } from './hypothetical-scores.ts';
import type { InferencePort } from './inference-port.ts';
import { divergence, probabilityIn, type Softmax, softmaxOf } from './information.ts';
import { promisingFeatures } from './promising-features.ts';

export interface NextBestFindingRequest {
  readonly package: ModelPackage;
  readonly port: InferencePort;
  readonly terminology: Terminology;
  /** The findings that the vector was built from. */
  readonly findings: readonly Finding[];
  readonly vector: TermVector;
  /** The vector's scores, one per diagnosis. */
  readonly scores: Float32Array;
  /** The diagnoses shown, as places in the package's diagnoses, most likely first. */
  readonly diagnoses: readonly number[];
  readonly sex?: Sex | undefined;
}

/** Features whose two outcomes the model is asked about. */
const candidatesRun = 10;
const shown = 5;
/** What is expected to teach less than this, in nats, is not worth the patient's trouble. */
const leastInformation = 0.01;

/**
 * The features that are expected to change the ranking most, the most informative first: of those that the shown
 * diagnoses are annotated with, that the record does not answer, and that can be asked for, examined or ordered.
 *
 * What a feature is expected to teach is the mean, over its two outcomes, of the Kullback-Leibler divergence between the
 * calibrated distribution over all diagnoses then and now. (Lindley 1956, Ann Math Stat 27:986, for a coherent model the
 * same as the expected reduction of entropy.)
 */
export async function nextBestFindings(request: NextBestFindingRequest): Promise<readonly NextBestFinding[]> {
  const { package: pkg, port, terminology, findings, vector, scores, diagnoses } = request;
  if (diagnoses.length === 0) return [];
  const { vocabulary } = pkg;
  const { temperature } = pkg.calibration;
  const now = softmaxOf(scores, temperature);
  const candidates = promisingFeatures({
    package: pkg,
    vector,
    diagnoses: diagnoses.map((diagnosis) => ({ diagnosis, probability: probabilityIn(now, diagnosis) })),
    sex: request.sex,
    most: candidatesRun,
  });
  const additions = candidates.flatMap(({ node }) =>
    (['present', 'excluded'] as const).map((status) => hypothesis(vocabulary.ids[node]!, status)),
  );
  const after = (await hypotheticalScores({ findings, vector, scores, additions, vocabulary, port })).map((row) =>
    softmaxOf(row, temperature),
  );
  const outlook = (then: Softmax) => {
    const diagnosis = diagnoses.reduce((best, other) => (then.scores[other]! > then.scores[best]! ? other : best));
    const { id, label } = pkg.diagnoses[diagnosis]!;
    return { id, label, probability: probabilityIn(then, diagnosis) };
  };
  const judged = candidates.map(({ node, probability }, place) => {
    const [present, absent] = [after[2 * place]!, after[2 * place + 1]!];
    const expectedInformation = probability * divergence(present, now) + (1 - probability) * divergence(absent, now);
    return { node, probability, expectedInformation, present, absent };
  });
  return distinct(
    judged
      .filter(({ expectedInformation }) => expectedInformation >= leastInformation)
      .sort((a, b) => b.expectedInformation - a.expectedInformation || a.node - b.node),
    vocabulary,
  ).map(({ node, probability, expectedInformation, present, absent }) => ({
    term: vocabulary.ids[node]!,
    label: vocabulary.labels[node]!,
    ...inquiryInto(node, vocabulary, terminology)!,
    probabilityPresent: probability,
    expectedInformation,
    ifPresent: outlook(present),
    ifAbsent: outlook(absent),
  }));
}

const hypothesis = (term: string, status: FindingStatus): Finding => ({ term, label: term, status, sources: [] });

/** Features that share this much of the information of the lesser one are answered by one look. */
const sameLook = 0.6;

/** The first few, leaving out a feature above, below or close beside one chosen already. */
function distinct<T extends { readonly node: number }>(
  features: readonly T[],
  vocabulary: InputVocabulary,
): readonly T[] {
  const chosen: T[] = [];
  for (const feature of features) {
    if (chosen.length === shown) break;
    if (!chosen.some(({ node }) => areClose(node, feature.node, vocabulary))) chosen.push(feature);
  }
  return chosen;
}

function areClose(a: number, b: number, vocabulary: InputVocabulary): boolean {
  const { informationContent } = vocabulary;
  const above = closure(vocabulary, a);
  const shared = [...closure(vocabulary, b)].filter((node) => above.has(node));
  const most = Math.max(...shared.map((node) => informationContent[node]!));
  return most >= sameLook * Math.min(informationContent[a]!, informationContent[b]!);
}
