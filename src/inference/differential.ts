/** How one finding moves one diagnosis. The number is born with its reason. */
export interface EvidenceContribution {
  /** HPO id of the finding. */
  readonly finding: string;
  readonly label: string;
  readonly direction: 'for' | 'against' | 'neutral';
  /** Exact additive share of the diagnosis's score, in the score's own unit (natural log units for a likelihood model). */
  readonly weight: number;
  /** The sentence that a clinician reads, without sources. */
  readonly reason: string;
  /** Resources that the finding comes from, newest first. */
  readonly sources: readonly { readonly reference: string; readonly date?: string; readonly text: string }[];
}

/** One entry of the ranked list. */
export interface DifferentialEntry {
  /** 1 for the most likely. */
  readonly rank: number;
  /** Primary id of the disease entity, e.g. `OMIM:154700`. */
  readonly id: string;
  /** Every id of the entity, primary first. */
  readonly ids: readonly string[];
  readonly label: string;
  readonly score: number;
  /** Calibrated, 0 to 1, supposing that one of the ranked diseases is the cause. */
  readonly probability: number;
  /** Score without any finding; `prior` + the sum of the weights = `score`. */
  readonly prior: number;
  readonly evidence: readonly EvidenceContribution[];
  /** Frequent features of the disease that the record says nothing about, most telling first. */
  readonly unknown: readonly { readonly term: string; readonly label: string; readonly reason: string }[];
}

/** The ranked list with what is needed to read it. */
export interface Differential {
  readonly entries: readonly DifferentialEntry[];
  /** How many diseases were ranked. */
  readonly candidates: number;
  /** Number of entries that hold the right disease in 90 % of cases like this one. */
  readonly conformalSize: number;
}
