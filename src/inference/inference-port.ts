import type { TermVector } from '../features/term-vector.ts';

export interface ScoreOptions {
  /** Rank with knowledge alone, as if no support case were known. */
  readonly withoutSupport?: boolean;
}

/**
 * Runs a model on rows of input. The contract, which every adapter passes in one conformance suite:
 * - the result holds `rows.length × diagnoses` scores, row by row, equal to the embedded adapter's to 1e-4;
 * - a diagnosis that is no candidate in the mode asked for has the score −1000;
 * - an empty list of rows gives an empty result;
 * - after `close()` has resolved no run is in flight (ONNX Runtime aborts the process otherwise) and `score` rejects
 *   with MODEL_UNAVAILABLE;
 * - concurrent calls are allowed.
 */
export interface InferencePort {
  /** Number of diagnoses in a row of the result. */
  readonly diagnoses: number;
  score(rows: readonly TermVector[], options?: ScoreOptions): Promise<Float32Array>;
  close(): Promise<void>;
}
