import type { SparseRow } from '../features/term-vector.ts';

export interface ScoreOptions {
  /** Rank with knowledge alone, as if no support case were known. */
  readonly withoutSupport?: boolean;
  /** Places in the package's diagnoses: score these alone, in this order. */
  readonly diagnoses?: readonly number[];
}

/**
 * Runs a model on rows of input. The contract, which every adapter passes in one conformance suite
 * (test/conformance/inference-port-suite.ts):
 * - the result holds `rows.length × diagnoses` scores, row by row, and what a row gets does not depend on what else is
 *   run: every adapter gives the same bits, so that an assessment replays;
 * - asked for some diagnoses alone, it holds `rows.length ×` their number. These may be added up in another order than
 *   whole rows, and so differ from theirs by rounding (1e-4), but not by what else is asked or who answers;
 * - a diagnosis that is no candidate in the mode asked for has the score −1000;
 * - an empty list of rows gives an empty result;
 * - concurrent calls are allowed; a call that would wait too long rejects with OVERLOADED, soon or when it has waited;
 * - after `close()` has resolved no run is in flight (ONNX Runtime aborts the process otherwise) and `score` rejects
 *   with MODEL_UNAVAILABLE.
 */
export interface InferencePort {
  /** Number of diagnoses in a whole row of the result. */
  readonly diagnoses: number;
  score(rows: readonly SparseRow[], options?: ScoreOptions): Promise<Float32Array>;
  /**
   * The highest score of a row, for less than all of them cost; it may differ from theirs by rounding (1e-4), but not by
   * who answers. Absent where it is not to be had: then it is the highest of `score`.
   */
  readonly highest?: (row: SparseRow) => number;
  close(): Promise<void>;
}
