import type { Metrics } from './metrics.ts';

/** Counts what happens on the queue side of inference, by lane. */
export function observedQueue({ queueFallbacks, queueReplyDuration, queueJobs }: Metrics) {
  return {
    fallback: (lane: string, reason: string) => queueFallbacks.inc({ lane, reason }),
    replied: (lane: string, ms: number) => queueReplyDuration.observe({ lane }, ms / 1000),
    counted: (lane: string, counts: object) => {
      for (const [state, count] of Object.entries(counts)) queueJobs.set({ lane, state }, count);
    },
  };
}
