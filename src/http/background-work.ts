/** Work that outlives its request, so that a shutdown can wait for it. */
export interface BackgroundWork {
  /** Takes charge of `work`; a failure goes to `onFailure` and nowhere else. */
  take(work: Promise<unknown>, onFailure: (thrown: unknown) => void): void;
  /** Resolves when nothing is left. */
  drained(): Promise<void>;
}

export function createBackgroundWork(): BackgroundWork {
  const pending = new Set<Promise<void>>();
  return {
    take(work, onFailure) {
      const settled = work.then(() => undefined, onFailure).finally(() => pending.delete(settled));
      pending.add(settled);
    },
    async drained() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
