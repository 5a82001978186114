/** Work that outlives its request, so that a shutdown can wait for it. */
export interface BackgroundWork {
  /** Takes charge of `work`; a failure goes to `onFailure` and nowhere else. */
  take(work: Promise<unknown>, onFailure: (thrown: unknown) => void): void;
  /** Whether so much is pending that new work had better be refused: what is late cannot be stopped, only kept scarce. */
  readonly full: boolean;
  /** Resolves when nothing is left. */
  drained(): Promise<void>;
}

/** Pending pieces of work from which on `full` holds: each keeps a patient's record in memory. */
const mostPending = 64;

export function createBackgroundWork(limit = mostPending): BackgroundWork {
  const pending = new Set<Promise<void>>();
  return {
    take(work, onFailure) {
      const settled = work.then(() => undefined, onFailure).finally(() => pending.delete(settled));
      pending.add(settled);
    },
    get full() {
      return pending.size >= limit;
    },
    async drained() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
