import { fork } from 'node:child_process';
import { once } from 'node:events';

/** `hoofbeats worker --lanes batch` as a child of this process. */
export interface BatchWorker {
  /** Resolves when it takes jobs, or has ended. */
  readonly working: Promise<unknown>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

export function startBatchWorker(): BatchWorker {
  const child = fork(process.argv[1]!, ['worker', '--lanes', 'batch']);
  const ended = once(child, 'exit');
  return {
    working: Promise.race([once(child, 'message'), ended]),
    ended,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}
