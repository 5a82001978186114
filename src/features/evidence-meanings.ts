import type { EvidenceVocabulary } from './evidence-vocabulary.ts';

/** What a statement about a code says of an evidence. */
export type Conclusion = 'present' | 'absent';

/** What one code of a record says of an evidence, or of one of its values. */
export interface CodeMeaning {
  readonly code: string;
  /** The evidence when the record states the code, and when it rules it out; nothing where not set. */
  readonly stated?: Conclusion;
  readonly ruledOut?: Conclusion;
  /** Codes below this one of which `stated` does not hold, with what is below them. */
  readonly except: readonly string[];
  readonly evidence: number;
  /** Column of the value that the code gives, where it gives one. */
  readonly value?: number;
}

/** What a result of one LOINC code says of an evidence. */
export interface ResultMeaning {
  readonly evidence: number;
  /** Codes of values that say yes, and no. */
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  /** A number in this unit says yes from `from` on and below `below`, else no, from this age on. */
  readonly limits?: { readonly unit: string; readonly from: number; readonly below: number; readonly fromAge: number };
  /** A number from 0 to 10 is the value. */
  readonly isScore: boolean;
}

/** The codes of all systems that bear on the evidences. Read-only. */
export interface EvidenceMeanings {
  readonly vocabulary: EvidenceVocabulary;
  /** By HPO id: a code stands for everything at or below it. */
  readonly phenotypes: ReadonlyMap<string, readonly CodeMeaning[]>;
  /** By canonical system and code; of ICD-10-CM a category stands for everything below it. */
  readonly conditions: ReadonlyMap<string, ReadonlyMap<string, readonly CodeMeaning[]>>;
  /** By LOINC code. */
  readonly results: ReadonlyMap<string, readonly ResultMeaning[]>;
}
