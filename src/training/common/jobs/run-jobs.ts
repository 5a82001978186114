import { openThread, threadModule } from '../../../threads/open-thread.ts';
import type { ReportProgress } from '../../rare/progress.ts';
import type { FitJob, FitResult } from './job.ts';

const entry = threadModule('training/common/jobs/job-thread');

/** Does the jobs on so many threads; the results are in the order of the jobs and do not depend on the threads. */
export async function runJobs(
  jobs: readonly FitJob[],
  threads: number,
  onProgress?: ReportProgress,
): Promise<readonly FitResult[]> {
  const results: FitResult[] = [];
  const waiting = jobs.entries();
  let done = 0;
  const work = async () => {
    for (const [place, job] of waiting) {
      results[place] = await runJob(job, onProgress);
      done += 1;
      onProgress?.({ phase: 'fits', done, total: jobs.length });
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return results;
}

function runJob(job: FitJob, onProgress: ReportProgress | undefined): Promise<FitResult> {
  const worker = openThread(entry, { workerData: job });
  const name = job.fold === undefined ? 'model' : `fold ${job.fold + 1}`;
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread of the training has ended without a result')));
    worker.on('message', ({ progress, result }) => {
      if (progress) onProgress?.({ ...progress, phase: `${name}, ${progress.phase}` });
      if (result) resolve(result);
    });
  });
}
