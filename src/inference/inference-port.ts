import type { SparseRow } from '../features/term-vector.ts';

export interface ScoreOptions {
  /** Rank with knowledge alone, as if no support case were known. */
  readonly withoutSupport?: boolean;
}

/**
 * Runs a model on rows of input. The contract, which every adapter passes in one conformance suite
 * (test/conformance/inference-port-suite.ts):
 * - the result holds `rows.length × diagnoses` scores, row by row, and what a row gets does not depend on what else is
 *   run: every adapter gives the same bits, so that an assessment replays;
 * - a diagnosis that is no candidate in the mode asked for has the score −1000;
 * - an empty list of rows gives an empty result;
 * - concurrent calls are allowed; a call that would wait too long rejects with OVERLOADED, soon or when it has waited;
 * - after `close()` has resolved no run is in flight (ONNX Runtime aborts the process otherwise) and `score` rejects
 *   with MODEL_UNAVAILABLE.
 */
export interface InferencePort {
  /** Number of diagnoses in a row of the result. */
  readonly diagnoses: number;
  score(rows: readonly SparseRow[], options?: ScoreOptions): Promise<Float32Array>;
  close(): Promise<void>;
}
