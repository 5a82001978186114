import type { Queue } from 'bullmq';

/** Jobs of one queue by their state. */
export interface JobCounts {
  /** Nobody works on them yet; those that wait for their next try are among them. */
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** How long the oldest one that can be begun has been waiting, in seconds; 0 when none waits. */
  readonly oldestSeconds: number;
}

/** @param now milliseconds since 1970, by `redisClock` */
export async function countJobs(queue: Queue, now: number): Promise<JobCounts> {
  const states = ['waiting', 'delayed', 'active', 'failed'] as const;
  const [{ waiting = 0, delayed = 0, active = 0, failed = 0 }, [oldest]] = await Promise.all([
    queue.getJobCounts(...states),
    queue.getWaiting(0, 0),
  ]);
  const oldestSeconds = oldest ? Math.max(0, now - oldest.timestamp) / 1000 : 0;
  return { waiting: waiting + delayed, active, dead: failed, oldestSeconds };
}
