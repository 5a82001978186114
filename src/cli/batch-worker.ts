import { fork } from 'node:child_process';
import { once } from 'node:events';

/** `hoofbeats worker --lanes batch` as a child of this process. */
export interface BatchWorker {
  /** Resolves when it takes jobs, or has ended. */
  readonly working: Promise<unknown>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  readonly alive: boolean;
  /** What it has measured, as prom-client's `getMetricsAsJSON` gives it; nothing when it does not answer in time. */
  metrics(): Promise<readonly object[]>;
  stop(): Promise<void>;
}

/** What a batch worker says to its parent, and is asked by it. */
const working = 'working';
const metricsWanted = 'metrics';
const answerMs = 1000;

export function startBatchWorker(): BatchWorker {
  // One port, and it is the parent's.
  const child = fork(process.argv[1]!, ['worker', '--lanes', 'batch'], { env: { ...process.env, WORKER_PORT: '' } });
  const ended = once(child, 'exit');
  const alive = () => child.exitCode === null && child.signalCode === null;
  return {
    working: Promise.race([once(child, 'message'), ended]),
    ended,
    get alive() {
      return alive();
    },
    async metrics() {
      if (!child.connected) return [];
      const answer = once(child, 'message', { signal: AbortSignal.timeout(answerMs) });
      child.send(metricsWanted);
      const [measured] = await answer.catch(() => []);
      return Array.isArray(measured) ? measured : [];
    },
    async stop() {
      child.kill('SIGTERM');
      if (alive()) await ended;
    },
  };
}

/** The child's side: says that it works, and answers with its metrics whenever it is asked. */
export function reportToParent(metrics: () => Promise<readonly object[]>): void {
  process.on('message', async (message) => {
    if (message === metricsWanted) process.send?.(await metrics());
  });
  process.send?.(working);
}
