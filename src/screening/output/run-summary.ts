import type { Versions } from '../../assessment/assessment.ts';

/** What the outputs say about the run that made the results. */
export interface RunDescription {
  readonly id: string;
  /** Where the records came from, in words, e.g. `NDJSON folder /data/export`. */
  readonly source: string;
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly finishedAt: string;
  /** FHIR instant up to which the source is complete: the next run's `_since`. */
  readonly transactionTime?: string;
  /** Entries of `errors.ndjson`. */
  readonly problems: number;
}

/** One bar of a distribution. */
export interface Bin {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive, but for the last bin, which ends with the scale; absent when it has no end. */
  readonly to?: number;
  readonly patients: number;
}

/** How many patients of a kind were screened, could be assessed, and are suggested for review. */
export interface GroupCount {
  readonly group: string;
  readonly screened: number;
  readonly assessed: number;
  readonly suggested: number;
}

/** `summary.json`: the run in figures. No patient is named. */
export interface RunSummary {
  readonly run: RunDescription;
  /** screened = suggested + withheld + withoutDiagnosis + notAssessable */
  readonly patients: {
    readonly screened: number;
    /** With at least one diagnosis to look at. */
    readonly suggested: number;
    /** Assessed, and no rare disease is likely. */
    readonly withheld: number;
    /** Assessed, and no diagnosis is supported by enough findings. */
    readonly withoutDiagnosis: number;
    readonly notAssessable: number;
  };
  readonly workList: {
    /** Most patients that it takes. */
    readonly top: number;
    readonly length: number;
    /** How it is ranked, in words. */
    readonly order: string;
    /** Lowest probability of a rare disease on it. */
    readonly lowestProbability?: number;
    /** Sum of the probabilities on it: how many of its patients should turn out to have a rare disease. */
    readonly expectedYield?: number;
    /** Length / expected yield. */
    readonly numberNeededToReview?: number;
  };
  /** Probability, 0 to 1, below which no diagnosis is suggested; absent when the package cannot tell. */
  readonly triageThreshold?: number;
  /** Assessed patients by the probability that a rare disease explains their findings. */
  readonly triage: readonly Bin[];
  /** Patients by number of findings, and how many of them could be assessed. */
  readonly findings: readonly (Bin & { readonly assessed: number })[];
  /** First diagnoses of the suggested patients, most frequent first. */
  readonly firstDiagnoses: readonly { readonly id: string; readonly label: string; readonly patients: number }[];
  /** Why patients could not be assessed, most frequent first. */
  readonly notAssessable: readonly { readonly reason: string; readonly patients: number }[];
  readonly ages: readonly GroupCount[];
  readonly sexes: readonly GroupCount[];
  /** Versions that the results carry; more than one when a resumed run met another model. */
  readonly versions: readonly Versions[];
  readonly files: readonly { readonly name: string; readonly rows: number }[];
}
