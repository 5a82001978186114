import { once } from 'node:events';
import type { MessagePort, Worker } from 'node:worker_threads';
import { HoofbeatsError, toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';
import { openThread } from '../threads/open-thread.ts';
import type { Task, TaskResult } from './tasks.ts';

/** Threads that do tasks, each one at a time. */
export interface Crew {
  /**
   * Does every task, in no particular order. After `signal` no further task is begun, and the promise resolves when
   * those begun are done.
   * @throws HoofbeatsError of the first task that fails; no further one is begun.
   */
  run(tasks: readonly Task[], onDone: (task: Task, result: TaskResult) => void, signal?: AbortSignal): Promise<void>;
  /** Lets every thread end by itself: ONNX Runtime aborts the process when a thread is ended in the middle of a run. */
  close(): Promise<void>;
}

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}
type Reply = { readonly result: TaskResult } | { readonly failure: Failure };

/** A thread's heap may not grow with the input: what it holds is a slice or a bucket, and the model. */
const limitsOf = (threads: number) => ({
  maxOldGenerationSizeMb: 256,
  // Records live for a moment only: with room for them, hardly any has to be moved to the old generation. Twice the room
  // is half the work of the garbage collector; many threads go without, for the sake of the memory of all.
  maxYoungGenerationSizeMb: Math.max(24, 48 / threads),
});

/** @param entry module that calls `serveTasks`; it is given `data` as `workerData` */
export function startCrew(entry: URL, threads: number, data: unknown): Crew {
  const options = { workerData: data, resourceLimits: limitsOf(threads) };
  const workers = Array.from({ length: threads }, () => openThread(entry, options));
  return {
    async run(tasks, onDone, signal) {
      const waiting = tasks.values();
      let failed = false;
      const work = async (worker: Worker) => {
        for (const task of waiting) {
          if (failed || signal?.aborted) return;
          try {
            onDone(task, await ask(worker, task));
          } catch (thrown) {
            failed = true;
            throw thrown;
          }
        }
      };
      const ends = await Promise.allSettled(workers.map(work));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
    },
    async close() {
      await Promise.all(
        workers.map(async (worker) => {
          // A thread that has died has nobody to hear this.
          if (worker.threadId === -1) return;
          const gone = once(worker, 'exit');
          worker.postMessage('stop');
          await gone;
        }),
      );
    },
  };
}

function ask(worker: Worker, task: Task): Promise<TaskResult> {
  return new Promise((resolve, reject) => {
    const settle = () => worker.off('message', answered).off('error', died).off('exit', left);
    const answered = (reply: Reply) => {
      settle();
      if ('result' in reply) resolve(reply.result);
      else reject(new HoofbeatsError(reply.failure.code, reply.failure.message));
    };
    const died = (cause: unknown) => {
      settle();
      reject(new HoofbeatsError('INTERNAL', 'A thread of the screening has died.', { cause }));
    };
    const left = () => died(new Error('The thread has ended.'));
    worker.on('message', answered).on('error', died).on('exit', left);
    worker.postMessage(task);
  });
}

/** The other side: does what it is asked for until it is told to stop. */
export function serveTasks(
  port: MessagePort,
  { perform, close }: { perform: (task: Task) => Promise<TaskResult>; close: () => Promise<void> },
): void {
  port.on('message', async (message: Task | 'stop') => {
    if (message === 'stop') {
      await close();
      port.close();
      return;
    }
    const reply: Reply = await perform(message).then(
      (result) => ({ result }),
      (thrown) => ({ failure: failureOf(thrown) }),
    );
    port.postMessage(reply);
  });
}

function failureOf(thrown: unknown): Failure {
  const { code, message, cause } = toHoofbeatsError(thrown);
  return { code, message: code === 'INTERNAL' && cause instanceof Error ? `${message} (${cause.message})` : message };
}
