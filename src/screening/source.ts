import type { FetchedInput } from './input.ts';
import type { RunProgress } from './run-state.ts';

/** What a source needs to fetch. */
export interface FetchOptions {
  /** Folder of this fetch. What it holds outlives the process, so that a fetch can go on where it ended. */
  readonly work: string;
  /** FHIR instant: only what has changed since is wanted. */
  readonly since?: string;
  /** What was fetched before, and is still there; empty unless `since` is given. */
  readonly earlier: readonly FetchedInput[];
  /** Hears how far the fetch has come. */
  readonly onProgress?: (progress: RunProgress) => void;
  readonly signal?: AbortSignal;
}

/** Where patients' records come from. Every source ends as NDJSON files on this machine's disk. */
export interface ScreeningSource {
  /** In words, for people. Two sources with the same words are the same. */
  readonly description: string;
  /** Whether it can tell what has changed since the last fetch; otherwise everything is fetched anew. */
  readonly incremental: boolean;
  fetch(options: FetchOptions): Promise<FetchedInput>;
}
