/** One NDJSON file of FHIR resources on this machine's disk. */
export interface SourceFile {
  readonly path: string;
  /** Compressed with gzip. */
  readonly gzip: boolean;
  /** What people call it, e.g. `Observation.000.ndjson`. */
  readonly name: string;
}

/** Something that went wrong with the input, and did not end the run. Holds no PHI beyond file, line and reference. */
export interface InputProblem {
  /** Stable kebab-case name, e.g. `broken-line`, `count-mismatch`. */
  readonly code: string;
  /** One sentence: what, and what was done about it. */
  readonly text: string;
  /** `SourceFile.name`. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** The resource it concerns, e.g. `Observation/123`. */
  readonly reference?: string;
}

/** What a source (an export, a crawl, a folder) has put on disk. */
export interface FetchedInput {
  readonly files: readonly SourceFile[];
  /** FHIR instant that the next run's `_since` takes; absent when the source tells none. */
  readonly transactionTime?: string;
  /** Relative references of resources that no longer exist, e.g. `Patient/1`, `Observation/2`. */
  readonly deleted: readonly string[];
  readonly problems: readonly InputProblem[];
}
