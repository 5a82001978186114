import type { ResourceLimits, Worker } from 'node:worker_threads';
import { isSameJson } from '../../fhir/same-json.ts';
import { openThread } from '../../threads/open-thread.ts';
import { type PreparedCall, type PreparedTexts, preparedCall, type UnpreparedCall } from './prepare-call.ts';
import { type ThreadData, type ThreadVersions, threadEntry } from './thread.ts';

/**
 * Reads calls on a thread of its own, so that the event loop is free for what only it can do. It begins when the loop is busy:
 * a server that is asked now and then needs neither the thread nor the memory.
 */
export interface CallPreparer {
  /** Never rejects; undefined for a call that the caller has to read itself. */
  prepare(call: UnpreparedCall): Promise<PreparedCall | undefined>;
  /** Calls that are being read. */
  readonly waiting: number;
  close(): Promise<void>;
}

export interface CallPreparerOptions extends ThreadData {
  /** By which the server itself reads calls. */
  readonly versions: ThreadVersions;
  /** Whether the event loop has had more to do lately than a thread costs. */
  readonly isBusy: () => boolean;
  /** Hears that the thread has ended unbidden. */
  readonly onEnd: (cause: unknown) => void;
  /** Of the thread's memory. */
  readonly limits?: ResourceLimits;
}

/** A smaller call is read in the time that it takes to hand it over. */
const leastBytes = 16 * 1024;
/** A larger call would need more memory than the thread may take. */
const mostBytes = 8 * 1024 * 1024;
/** Beyond it the event loop lends a hand. */
const mostWaitingBytes = 16 * 1024 * 1024;
const usualLimits: ResourceLimits = {
  maxOldGenerationSizeMb: 256,
  // A parsed body lives for a moment only: with room for many of them, hardly any has to be moved to the old generation.
  maxYoungGenerationSizeMb: 96,
};

interface Waiting {
  readonly bytes: number;
  readonly settle: (texts: PreparedTexts | undefined) => void;
}

/** A preparer whose thread has not begun yet. */
export function createCallPreparer({
  versions,
  isBusy,
  onEnd,
  limits = usualLimits,
  ...data
}: CallPreparerOptions): CallPreparer {
  let thread: Worker | undefined;
  let isReady = false;
  /** Set when a further thread would be of no use either. */
  let isOver = false;
  /** In the order in which the thread answers. */
  const waiting: Waiting[] = [];
  const waitingBytes = () => waiting.reduce((sum, { bytes }) => sum + bytes, 0);

  function begin(): void {
    thread = openThread(threadEntry, { workerData: data, resourceLimits: limits });
    thread.unref();
    thread.once('message', (theirs: ThreadVersions) => {
      if (!isSameJson(theirs, versions)) return end(new Error('The thread reads by other versions than the server.'));
      isReady = true;
      thread?.on('message', answered);
    });
    thread.once('error', end);
    thread.once('exit', () => end(new Error('The thread has ended.')));
  }

  function answered(texts: PreparedTexts | undefined): void {
    waiting.shift()!.settle(texts);
  }

  /** Whoever waits reads the call itself. A thread that never got ready would not do so the next time. */
  function end(cause: unknown): void {
    if (!thread) return;
    void thread.removeAllListeners().terminate();
    thread = undefined;
    isOver ||= !isReady;
    isReady = false;
    for (const { settle } of waiting.splice(0)) settle(undefined);
    onEnd(cause);
  }

  return {
    async prepare(call) {
      const bytes = call.body.length;
      if (isOver || bytes < leastBytes || bytes > mostBytes) return undefined;
      if (!thread && isBusy()) begin();
      if (!thread || !isReady || waitingBytes() + bytes > mostWaitingBytes) return undefined;
      const answer = new Promise<PreparedTexts | undefined>((settle) => waiting.push({ bytes, settle }));
      thread.postMessage(call);
      const texts = await answer;
      return texts && preparedCall(texts);
    },
    get waiting() {
      return waiting.length;
    },
    async close() {
      isOver = true;
      await thread?.removeAllListeners().terminate();
    },
  };
}
