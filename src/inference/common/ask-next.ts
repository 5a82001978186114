import { absent, activeColumns, type EvidenceRecord, present, unknown } from '../../features/evidence-vector.ts';
import type { EvidenceVocabulary } from '../../features/evidence-vocabulary.ts';
import { type AnswerOutcomes, expectedInformation } from './answer-outcomes.ts';
import type { AnswerShares } from './answer-shares.ts';
import type { CommonInference } from './common-inference.ts';

/** What is needed to choose a question. */
export interface Interviewer {
  readonly vocabulary: EvidenceVocabulary;
  readonly shares: AnswerShares;
  /** `answerOutcomes` of the shares. */
  readonly outcomes: readonly AnswerOutcomes[];
}

/** A question worth asking. */
export interface RankedQuestion {
  /** Place of the evidence in the vocabulary. */
  readonly evidence: number;
  /**
   * In nats per question: the mutual information of answer and diagnosis. For an evidence with follow-ups it is that of
   * the question together with its best follow-up, divided by the expected number of questions, when that is more.
   */
  readonly information: number;
  /** Expected by the model, 0 to 1. */
  readonly probabilityPresent: number;
}

/**
 * Unasked questions, the most informative first. A follow-up is asked only when its parent evidence is present.
 * @param posterior the K probabilities that the model gives now
 */
export function rankQuestions(
  { states }: Pick<EvidenceRecord, 'states'>,
  posterior: Float64Array,
  interviewer: Interviewer,
): readonly RankedQuestion[] {
  const { evidences } = interviewer.vocabulary;
  const questions: RankedQuestion[] = [];
  for (let place = 0; place < evidences.length; place++) {
    const { parent } = evidences[place]!;
    if (states[place] !== unknown || (parent !== undefined && states[parent] !== present)) continue;
    questions.push(examine(place, posterior, interviewer));
  }
  return questions.sort((a, b) => b.information - a.information || a.evidence - b.evidence);
}

function examine(
  place: number,
  posterior: Float64Array,
  { vocabulary, shares, outcomes }: Interviewer,
): RankedQuestion {
  const ifPresent = posterior.map((p, diagnosis) => p * shares.present[place * posterior.length + diagnosis]!);
  const probabilityPresent = ifPresent.reduce((sum, p) => sum + p, 0);
  const own = expectedInformation(outcomes[place]!, posterior);
  const followUps = vocabulary.followUps.get(place);
  if (!followUps) return { evidence: place, information: own, probabilityPresent };
  const opened = ifPresent.map((p) => p / probabilityPresent);
  const best = Math.max(...followUps.map((next) => expectedInformation(outcomes[next]!, opened)));
  const together = (own + probabilityPresent * best) / (1 + probabilityPresent);
  return { evidence: place, information: Math.max(own, together), probabilityPresent };
}

/** A question with what the model would say after either answer. */
export interface NextQuestion extends RankedQuestion {
  /** K probabilities each. */
  readonly ifPresent: Float32Array;
  readonly ifAbsent: Float32Array;
}

/** The `count` best questions for a record and what either answer would make of its differential, by one run of the model. */
export async function nextQuestions(
  record: EvidenceRecord,
  posterior: Float64Array,
  interviewer: Interviewer,
  inference: CommonInference,
  count: number,
): Promise<readonly NextQuestion[]> {
  const best = rankQuestions(record, posterior, interviewer).slice(0, count);
  const answered = (evidence: number, state: number) => {
    const states = record.states.slice();
    states[evidence] = state;
    return activeColumns({ ...record, states }, interviewer.vocabulary);
  };
  const rows = best.flatMap(({ evidence }) => [answered(evidence, present), answered(evidence, absent)]);
  const { probabilities } = await inference.score(rows);
  const k = inference.diagnoses;
  return best.map((question, at) => ({
    ...question,
    ifPresent: probabilities.slice(2 * at * k, (2 * at + 1) * k),
    ifAbsent: probabilities.slice((2 * at + 1) * k, (2 * at + 2) * k),
  }));
}
