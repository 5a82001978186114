import { setTimeout as delay } from 'node:timers/promises';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { usualWaits, type WaitLimits, waitBefore } from './retry-after.ts';

/** Time, as far as waiting goes. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => delay(ms, undefined, signal && { signal }),
};

export interface Patience {
  readonly clock: Clock;
  readonly waits?: WaitLimits;
  /** Failures in a row that are borne. */
  readonly failures?: number;
  /** How long to be told to wait, in all, in milliseconds. */
  readonly busyMs?: number;
  /** Told of every wait, and of the status that it is for, if there was an answer. */
  readonly onWait?: (ms: number, status: number | undefined) => void;
  readonly signal?: AbortSignal;
}

const usualFailures = 8;
/** smart-fetch gives up after 30 days; Epic's exports have been seen to take weeks. */
export const usualBusyMs = 30 * 86_400_000;

/** An attempt that may succeed later. */
export interface Failure {
  /** Absent when there was no answer. */
  readonly status?: number;
  readonly headers?: Headers;
  readonly cause?: unknown;
}

export type Attempt<T> = { readonly value: T } | { readonly failure: Failure };

/**
 * Repeats an attempt until it has a value. 429 is waited out as long as it takes; other failures are borne some times
 * in a row.
 * @throws HoofbeatsError FHIR_SERVER_UNAVAILABLE when patience ends, and whatever the attempt throws
 */
export async function patiently<T>(attempt: () => Promise<Attempt<T>>, patience: Patience): Promise<T> {
  const { clock, waits = usualWaits, failures = usualFailures, busyMs = usualBusyMs, onWait, signal } = patience;
  const start = clock.now();
  let failed = 0;
  let busy = 0;
  for (;;) {
    signal?.throwIfAborted();
    const tried = await attempt();
    if ('value' in tried) return tried.value;
    const { status, headers = new Headers(), cause } = tried.failure;
    const count = status === 429 ? ++busy : ++failed;
    if (failed > failures || clock.now() - start > busyMs) throw unavailable(status, cause);
    const wait = waitBefore(headers, count - 1, clock.now(), waits);
    onWait?.(wait, status);
    await clock.sleep(wait, signal);
  }
}

function unavailable(status: number | undefined, cause: unknown): HoofbeatsError {
  const message =
    status === undefined
      ? 'The FHIR server does not answer, or breaks its answers off.'
      : `The FHIR server keeps answering ${status}.`;
  return new HoofbeatsError('FHIR_SERVER_UNAVAILABLE', message, cause === undefined ? {} : { cause });
}

/**
 * What was thrown on the way to the server, as a failure that may pass. A token that is refused stays refused; an
 * authorisation server that is down may come back.
 */
export function connectionFailure(cause: unknown, signal: AbortSignal | undefined): { readonly failure: Failure } {
  signal?.throwIfAborted();
  if (cause instanceof HoofbeatsError && cause.code !== 'FHIR_SERVER_UNAVAILABLE') throw cause;
  return { failure: { cause } };
}
