/** Where an entry stands before the reader. */
export type JointGroup = 'most-likely' | 'dont-miss' | 'also-possible';

/** A disease of the joint list. Its evidence is in the list that it comes from, under the same id. */
export interface JointEntry {
  /** Primary id, as the list has it that speaks loudest. */
  readonly id: string;
  /** Every id of the disease that any list knows. */
  readonly ids: readonly string[];
  readonly label: string;
  readonly labelEs?: string;
  readonly group: JointGroup;
  /** Missing it would harm: shown apart even where it is less likely. */
  readonly dontMiss: boolean;
  /** 0 to 1, over everything that could be the cause; absent where only a criterion speaks, which is no probability. */
  readonly probability?: number;
  /** Ids under which the rare and the common list have it, and the criterion that names it. */
  readonly rare?: string;
  readonly common?: string;
  readonly criterion?: string;
  /** Numbered subtypes that this one entry stands for, most likely first; absent where it stands for itself. */
  readonly subtypes?: readonly { readonly id: string; readonly label: string; readonly probability: number }[];
}

/** A disease that the lists name and the record has already. */
export interface AlreadyRecorded {
  readonly label: string;
  /** Resource that records it, e.g. `Condition/7`. */
  readonly reference: string;
}

/** Rare, common and criteria results on one scale. */
export interface JointDifferential {
  /** Group by group, most likely first within each. */
  readonly entries: readonly JointEntry[];
  readonly recorded: readonly AlreadyRecorded[];
  /** How the whole probability of 1 is divided: one of the rare diseases, or anything else. */
  readonly rareProbability: number;
}
