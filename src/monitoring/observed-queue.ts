import type { Metrics } from './metrics.ts';
import { noteFallback, tracedAsking } from './traced-queue.ts';

interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  readonly oldestSeconds: number;
}

/** Shows how many jobs of a lane lie in Redis, and how old the oldest is. */
export const observedJobs =
  ({ queueJobs, queueAge }: Metrics) =>
  (lane: string, { oldestSeconds, ...states }: JobCounts): void => {
    for (const [state, count] of Object.entries(states)) queueJobs.set({ lane, state }, count);
    queueAge.set({ lane }, oldestSeconds);
  };

/** Counts and traces what happens on the asking side of inference, by lane. */
export const observedQueue = (metrics: Metrics) => ({
  fallback(lane: string, reason: string) {
    metrics.queueFallbacks.inc({ lane, reason });
    noteFallback(lane, reason);
  },
  replied: (lane: string, ms: number) => metrics.queueReplyDuration.observe({ lane }, ms / 1000),
  counted: observedJobs(metrics),
  around: tracedAsking,
});
