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

/** What the list would look like with one more answer: the leading one of its diagnoses, and its calibrated probability. */
export interface Outlook {
  readonly id: string;
  readonly label: string;
  readonly probability: number;
}

/** A finding that is worth looking for, because its presence or absence is expected to change the ranking. */
export interface NextBestFinding {
  /** HPO id. */
  readonly term: string;
  readonly label: string;
  /** An investigation to order, a sign to examine the patient for, or something to ask. */
  readonly kind: 'order' | 'examine' | 'ask';
  /** LOINC code of a test that shows it. */
  readonly loinc?: string;
  /** Expected from the published frequencies, 0 to 1, supposing that one of the ranked diseases is the cause. */
  readonly probabilityPresent: number;
  /** How much the answer is expected to change the distribution over the diagnoses, in nats. */
  readonly expectedInformation: number;
  readonly ifPresent: Outlook;
  readonly ifAbsent: Outlook;
}

/** The ranked list with what is needed to read it. */
export interface Differential {
  readonly entries: readonly DifferentialEntry[];
  /** Entries that were kept back because no rare disease is likely; then `entries` is empty. */
  readonly withheld?: readonly DifferentialEntry[];
  /** How many diseases were ranked. */
  readonly candidates: number;
  /** Number of entries that hold the right disease in 90 % of cases like this one. */
  readonly conformalSize: number;
  /** What to find out next, most informative first; absent when it was not asked for. */
  readonly nextFindings?: readonly NextBestFinding[];
}
