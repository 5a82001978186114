import { once } from 'node:events';
import type { Queue } from 'bullmq';
import type { InferencePort } from '../inference/inference-port.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import type { KeyRing } from '../store/key-ring.ts';
import { impatientConnection } from './connection.ts';
import { countJobs, type JobCounts } from './count-jobs.ts';
import { evictionProblem } from './eviction-policy.ts';
import { type Lane, lanes } from './lanes.ts';
import type { FailureReason } from './queue-failure.ts';
import { modelName } from './queue-name.ts';
import { type AroundAsking, createQueuedInference } from './queued-inference.ts';
import { redisClock } from './redis-clock.ts';
import { openReplyRegistry } from './reply-registry.ts';
import { openScoreQueue } from './score-queue.ts';
import type { JobData } from './sealed-message.ts';
import { withFallback } from './with-fallback.ts';

/** What the operator of a queue wants to know. */
export interface QueueObserver {
  fallback(lane: Lane, reason: FailureReason): void;
  replied(lane: Lane, ms: number): void;
  counted(lane: Lane, counts: JobCounts): void;
  /** Something unsafe about Redis. */
  warning(text: string): void;
  trouble(thrown: unknown): void;
  readonly around?: AroundAsking;
}

/** This process's side of the queues: it asks, `hoofbeats worker` answers. */
export interface InferenceQueue {
  /** Runs the model in the workers, and in `embedded` whatever they do not answer. Closing it closes `embedded`. */
  inference(pkg: ModelPackage, embedded: InferencePort, lane: Lane): Promise<InferencePort>;
  /** Resolves when Redis is there, or after some seconds without it: for work that nobody waits for. */
  connected(): Promise<void>;
  /** Every queue that has been opened, for the operator's page. */
  queues(): readonly Queue<JobData>[];
  /** After all of its ports are closed. */
  close(): void;
}

const countEveryMs = 1000;
const connectMs = 3000;

/** Opens the queues of REDIS_URL. It may be away: then the embedded model answers until it is there. */
export function openInferenceQueue(url: string, ring: KeyRing, observer: QueueObserver): InferenceQueue {
  const connection = impatientConnection(url, observer.trouble);
  const replies = openReplyRegistry(url, ring, observer.trouble);
  const now = redisClock(connection, observer.trouble);
  const reachable = () => connection.status === 'ready';
  const opened: { readonly lane: Lane; readonly queue: Queue<JobData>; waiting: number }[] = [];

  connection.on('ready', () => {
    evictionProblem(connection).then((problem) => problem && observer.warning(problem), observer.trouble);
  });
  const counting = setInterval(() => {
    if (reachable()) for (const one of opened) count(one).catch(observer.trouble);
  }, countEveryMs);
  counting.unref();

  async function count(one: (typeof opened)[number]): Promise<void> {
    const counts = await countJobs(one.queue, now());
    one.waiting = counts.waiting;
    observer.counted(one.lane, counts);
  }

  return {
    async inference(pkg, embedded, lane) {
      const own = { lane, queue: openScoreQueue(lane, await modelName(pkg), connection), waiting: 0 };
      opened.push(own);
      const queued = createQueuedInference({
        diagnoses: embedded.diagnoses,
        rules: lanes[lane],
        queue: own.queue,
        replies,
        ring,
        reachable,
        now,
        depth: () => own.waiting,
        onReply: (ms) => observer.replied(lane, ms),
        ...(observer.around && { around: observer.around }),
      });
      return withFallback(queued, embedded, {
        onFallback: (reason) => observer.fallback(lane, reason),
        probe: () => queued.ping(),
      });
    },
    async connected() {
      if (reachable()) return;
      await once(connection, 'ready', { signal: AbortSignal.timeout(connectMs) }).catch(() => {});
    },
    queues: () => opened.map(({ queue }) => queue),
    close() {
      clearInterval(counting);
      replies.close();
      connection.disconnect();
    },
  };
}
