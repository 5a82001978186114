/** Who waits for an answer decides how the work is queued. */
export type Lane = 'interactive' | 'subscription' | 'batch';

/** How one lane is run. All times in milliseconds. */
export interface LaneRules {
  /** How long the caller waits; what has not been begun by then is not run any more. */
  readonly deadlineMs: number;
  /** Most jobs of one process that are unanswered, and most that wait in Redis; beyond either, work is not queued. */
  readonly depth: number;
  /** Jobs that one worker process works on at once. */
  readonly concurrency: number;
  /** How often a job is tried that fails for a reason that may pass, and the first pause before it is tried again. */
  readonly attempts: number;
  readonly backoffMs: number;
}

/**
 * Every lane has a queue of its own, so that nothing waits behind work of another kind. An interactive call is tried
 * once: its second try is the embedded model. Jobs that a worker process has at once share runs of the model.
 */
export const lanes: Readonly<Record<Lane, LaneRules>> = {
  interactive: { deadlineMs: 120, depth: 64, concurrency: 16, attempts: 1, backoffMs: 0 },
  subscription: { deadlineMs: 10_000, depth: 512, concurrency: 4, attempts: 3, backoffMs: 200 },
  batch: { deadlineMs: 60_000, depth: 4096, concurrency: 16, attempts: 5, backoffMs: 500 },
};

export const laneNames = Object.keys(lanes) as readonly Lane[];
