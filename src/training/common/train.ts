import { join } from 'node:path';
import type { CommonEvaluation } from '../../registry/common-reports.ts';
import type { ReportProgress } from '../rare/progress.ts';
import { ddxplusFiles, readCommonCorpus } from './corpus.ts';
import { commonReport } from './evaluation/report.ts';
import { folds } from './jobs/job.ts';
import { runJobs } from './jobs/run-jobs.ts';
import type { NetworkSettings } from './network/train-network.ts';
import { writeCommonPackage } from './package/write-package.ts';
import { readReleaseEvidences } from './release-evidences.ts';
import { conditions } from './tables/conditions.ts';

export interface TrainCommonRequest {
  /** Folder with the publishers' files, laid out as `shared/data`. */
  readonly data: string;
  /** Package folder to write. */
  readonly out: string;
  readonly seed: number;
  readonly threads: number;
  readonly settings?: Partial<NetworkSettings>;
  readonly onProgress?: ReportProgress;
}

export interface TrainCommonReport {
  readonly out: string;
  readonly patients: number;
  readonly diagnoses: number;
  readonly groups: CommonEvaluation['groups'];
  readonly interview: CommonEvaluation['interview'];
  readonly seconds: number;
  readonly peakMb: number;
}

/**
 * Builds the common-disease package from DDXPlus, measures the recipe by cross-validation, and writes the package to
 * `out`. The same sources, code and seed give the same bytes, on however many threads.
 * @throws HoofbeatsError SOURCE_FILE_INVALID naming file and line.
 */
export async function trainCommon(request: TrainCommonRequest): Promise<TrainCommonReport> {
  const { data, out, seed, threads, settings, onProgress } = request;
  const started = performance.now();
  const corpus = await readCommonCorpus(data);
  const release = readReleaseEvidences(join(data, ddxplusFiles.evidences));
  const job = { data, seed, ...(settings && { settings }) };
  const jobs = [job, ...Array.from({ length: folds }, (_, fold) => ({ ...job, fold }))];
  const [model, ...measured] = await runJobs(jobs, threads, onProgress);
  const fitted = model!.fitted!;
  const diagnoses = conditions.map(({ id, dontMiss }) => ({ id, dontMiss: dontMiss !== undefined }));
  const reports = measured.map(({ report }) => report!);
  const evaluation = commonReport(reports, diagnoses, fitted.calibration.interview.maxQuestions);
  await writeCommonPackage(out, corpus, release, fitted, evaluation);
  return {
    out,
    patients: corpus.examples.length,
    diagnoses: diagnoses.length,
    groups: evaluation.groups,
    interview: evaluation.interview,
    seconds: Math.round((performance.now() - started) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
