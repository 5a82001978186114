/** What the common-disease model says of some rows: K numbers each, row by row. */
export interface CommonOutput {
  /** ln of the probabilities. */
  readonly scores: Float32Array;
  /** Calibrated, supposing that one of the K diagnoses is the cause. */
  readonly probabilities: Float32Array;
  /** How likely each diagnosis belongs to the differential that a physician would write down. */
  readonly differential: Float32Array;
}

/** Runs the common-disease model. What a row gets does not depend on what else is run with it. */
export interface CommonInference {
  /** K, the number of diagnoses. */
  readonly diagnoses: number;
  /** @param rows active columns of each row (`activeColumns`) */
  score(rows: readonly Int32Array[]): Promise<CommonOutput>;
  /** Resolves when no run is in flight. */
  close(): Promise<void>;
}
