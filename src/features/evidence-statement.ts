import type { Conclusion } from './evidence-meanings.ts';

/** Where the model has the state of an evidence from. */
export interface EvidenceSource {
  readonly kind: 'answer' | 'finding' | 'condition' | 'measurement';
  /** Relative reference of the resource. */
  readonly reference: string;
  readonly display: string;
  readonly date?: string;
}

/** Something in the record that says how it is with an evidence. */
export interface Statement {
  readonly evidence: number;
  readonly conclusion: Conclusion;
  readonly value?: number;
  readonly source: EvidenceSource;
}
