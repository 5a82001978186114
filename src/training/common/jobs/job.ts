import type { ReportProgress } from '../../rare/progress.ts';
import { readCommonCorpus } from '../corpus.ts';
import { type FoldReport, measureFold } from '../evaluation/fold.ts';
import { type FittedCommon, fitCommon } from '../fit-common.ts';
import type { NetworkSettings } from '../network/train-network.ts';
import { representative, splitStratified } from '../patients/strata.ts';
import { conditions } from '../tables/conditions.ts';

/** Parts of the stratified sample that are kept back in turn. */
export const folds = 5;

/** One fit of the recipe. */
export interface FitJob {
  /** Folder with the publishers' files. */
  readonly data: string;
  readonly seed: number;
  /** The part to keep back and to measure on; absent for the model that ships, which has seen all patients. */
  readonly fold?: number;
  readonly settings?: Partial<NetworkSettings>;
}

export interface FitResult {
  /** Of the model that ships. */
  readonly fitted?: FittedCommon;
  /** Of a fold. */
  readonly report?: FoldReport;
}

/**
 * Fits the whole recipe, calibration included, and measures it on the part that was kept back. Only the stratified sample
 * is divided; skewed patients are learned from.
 */
export async function doJob(job: FitJob, onProgress?: ReportProgress): Promise<FitResult> {
  const { data, seed, fold, settings } = job;
  const { vocabulary, examples } = await readCommonCorpus(data);
  const unseen = fold === undefined ? [] : splitStratified(examples.filter(representative), folds, seed)[fold]!;
  const hidden = new Set(unseen);
  const fitted = await fitCommon({
    examples: examples.filter((example) => !hidden.has(example)),
    ...{ vocabulary, diagnoses: conditions.length, seed, settings, onProgress },
  });
  if (fold === undefined) return { fitted };
  return { report: await measureFold(fitted, vocabulary, unseen, seed + fold) };
}
