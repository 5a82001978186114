import { AsyncResource } from 'node:async_hooks';
import type { RequestHandler } from 'express';

/** Lets requests pass a few at a time, in the order in which they come. */
export interface Turns {
  readonly pass: RequestHandler;
  /** Requests that have not passed yet. */
  readonly waiting: number;
}

/** As many as share a run of the model well; more would only lie parsed in memory until it is their turn. */
const usualEach = 4;

/**
 * A few requests pass in each turn of the event loop. A body that waits is one block of bytes; parsed, it is thousands of objects,
 * which every garbage collection copies for as long as the call lives. Whoever has gone while waiting is passed over.
 */
export function createTurns(each = usualEach): Turns {
  const queue: { readonly isGone: () => boolean; readonly go: () => void }[] = [];

  function turn(): void {
    for (const { isGone, go } of queue.splice(0, each)) if (!isGone()) go();
    if (queue.length > 0) setImmediate(turn);
  }

  return {
    pass(_request, response, next) {
      // Bound, because the turn belongs to whoever came first: what follows must find its own trace.
      queue.push({ isGone: () => response.destroyed, go: AsyncResource.bind(() => next()) });
      if (queue.length === 1) setImmediate(turn);
    },
    get waiting() {
      return queue.length;
    },
  };
}
