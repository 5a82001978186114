/** What became of work under a deadline. */
export type Timed<T> = { readonly late: false; readonly value: T } | { readonly late: true };

/**
 * Waits for `work`, at most `ms` milliseconds. Late work is not stopped: the caller decides what becomes of it
 * (`background-work.ts` bounds how much of it there may be).
 * Rejects when the work rejects in time.
 */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<Timed<T>> {
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<Timed<T>>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), { late: true });
  });
  try {
    return await Promise.race([work.then((value): Timed<T> => ({ late: false, value })), alarm]);
  } finally {
    clearTimeout(timer);
  }
}
