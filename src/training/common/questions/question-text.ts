/** One question of DDXPlus as the questionnaire asks it. The order of the questions is theirs in their group. */
export interface QuestionText {
  /** Id of the evidence, e.g. `E_91`. */
  readonly evidence: string;
  /** Spanish, in words that patients understand; checked against the French original. */
  readonly es: string;
  /** In place of the English of the source, where that has an error or lost the sense of the French original. */
  readonly en?: string;
}

/** Questions under one heading. */
export interface QuestionGroup {
  /** linkId of the group. */
  readonly id: string;
  readonly en: string;
  readonly es: string;
  readonly questions: readonly QuestionText[];
}
