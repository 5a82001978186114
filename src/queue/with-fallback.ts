import type { InferencePort } from '../inference/inference-port.ts';
import { type FailureReason, QueueFailure } from './queue-failure.ts';

export interface FallbackOptions {
  /** Hears why a call went to the fallback. */
  readonly onFallback?: (reason: FailureReason) => void;
  /** Asks the queue without a patient waiting; rejects while it does not answer. */
  readonly probe: () => Promise<unknown>;
  /** Pause between probes in milliseconds. */
  readonly probeEveryMs?: number;
  readonly setTimer?: (task: () => void, ms: number) => { unref(): unknown };
}

/** A worker that answers one call late may be busy; one that answers three in a row late is not there. */
const missesBeforeRest = 3;

/**
 * The queue, and the embedded model for every call that it does not answer. After some misses in a row the queue rests: calls go
 * to the embedded model at once, instead of each waiting out its deadline, until a probe is answered.
 */
export function withFallback(queued: InferencePort, embedded: InferencePort, options: FallbackOptions): InferencePort {
  const { onFallback = () => {}, probe, probeEveryMs = 1000, setTimer = setTimeout } = options;
  let misses = 0;
  let resting = false;
  let closed = false;

  function missed(): void {
    misses += 1;
    if (misses < missesBeforeRest || resting) return;
    resting = true;
    probeLater();
  }

  function probeLater(): void {
    setTimer(() => {
      if (!closed) probe().then(wake, probeLater);
    }, probeEveryMs).unref();
  }

  function wake(): void {
    resting = false;
    misses = 0;
  }

  return {
    diagnoses: embedded.diagnoses,
    async score(rows, scoring) {
      try {
        if (resting && !closed) throw new QueueFailure('resting');
        const scores = await queued.score(rows, scoring);
        misses = 0;
        return scores;
      } catch (thrown) {
        if (!(thrown instanceof QueueFailure)) throw thrown;
        if (thrown.reason === 'late') missed();
        onFallback(thrown.reason);
        return embedded.score(rows, scoring);
      }
    },
    async close() {
      closed = true;
      await queued.close();
      await embedded.close();
    },
  };
}
