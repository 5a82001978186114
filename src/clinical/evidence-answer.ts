import type { FindingSource } from './finding.ts';

/**
 * What the patient answered to one question of the symptom questionnaire. Frozen. What was not asked, or not answered,
 * has no EvidenceAnswer: it is unknown.
 */
export interface EvidenceAnswer {
  /** Id of the evidence, which is the linkId of its question, e.g. `E_91`. */
  readonly evidence: string;
  /** Yes or no; a question that asks which, where or how much is `present` with the values that were given. */
  readonly status: 'present' | 'excluded';
  /** Of questions that do not ask yes or no: ids of the chosen values (`V_89`), or the number (`7`), as text. */
  readonly values?: readonly string[];
  /** Newest first. */
  readonly sources: readonly FindingSource[];
}
