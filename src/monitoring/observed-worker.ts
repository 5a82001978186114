import type { Metrics } from './metrics.ts';
import { observedJobs } from './observed-queue.ts';
import { tracedWorking } from './traced-queue.ts';

interface WorkedJob {
  readonly lane: string;
  readonly outcome: string;
  readonly times?: { readonly waitedMs: number; readonly ranMs: number };
}

/** Counts and traces what happens on the answering side of inference, by lane. */
export const observedWorker = (metrics: Metrics) => ({
  onJob({ lane, outcome, times }: WorkedJob) {
    metrics.workerJobs.inc({ lane, outcome });
    if (!times) return;
    metrics.workerJobWait.observe({ lane }, times.waitedMs / 1000);
    metrics.workerJobDuration.observe({ lane }, times.ranMs / 1000);
  },
  onCounts: observedJobs(metrics),
  around: tracedWorking,
});
