import { setTimeout as sleep } from 'node:timers/promises';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import type { KeyRing } from '../store/key-ring.ts';
import { patientConnection } from './connection.ts';
import { countJobs, type JobCounts } from './count-jobs.ts';
import { evictionProblem } from './eviction-policy.ts';
import type { Lane } from './lanes.ts';
import { modelName } from './queue-name.ts';
import { redisClock } from './redis-clock.ts';
import { openScoreQueue } from './score-queue.ts';
import { type AroundWorking, type Trouble, type WorkedJob, workLane } from './work-lane.ts';

export interface WorkersOptions {
  readonly url: string;
  readonly ring: KeyRing;
  readonly models: Iterable<{ readonly package: ModelPackage; readonly inference: InferencePort }>;
  readonly lanes: readonly Lane[];
  readonly onJob?: (job: WorkedJob) => void;
  /** Hears every second what lies in the queue of a lane. */
  readonly onCounts?: (lane: Lane, counts: JobCounts) => void;
  readonly onTrouble?: (trouble: Trouble) => void;
  readonly onError?: (thrown: unknown) => void;
  readonly around?: AroundWorking;
}

export interface Workers {
  /** Whether Redis can be asked. */
  reachable(): boolean;
  /**
   * Takes no new jobs, finishes those at hand. False when they could not be handed back for want of Redis, and
   * connections are still open.
   */
  close(): Promise<boolean>;
}

/** Without Redis a BullMQ worker does not close; its jobs count as left behind, and another worker takes them. */
export const graceMs = 8000;
const countEveryMs = 1000;

/**
 * Starts to work on the lanes of every model, as soon as Redis is there.
 * @throws HoofbeatsError CONFIG_INVALID when Redis may drop what is queued: a worker has nothing to fall back to
 */
export async function startWorkers(options: WorkersOptions): Promise<Workers> {
  const { url, onCounts, onError = () => {} } = options;
  const replies = patientConnection(url, onError);
  const now = redisClock(replies, onError);
  const problem = await evictionProblem(replies);
  if (problem) {
    replies.disconnect();
    throw new HoofbeatsError('CONFIG_INVALID', problem);
  }
  const workers: ReturnType<typeof workLane>[] = [];
  const queues: { readonly lane: Lane; readonly queue: ReturnType<typeof openScoreQueue> }[] = [];
  for (const { package: pkg, inference } of options.models) {
    const model = await modelName(pkg);
    for (const lane of options.lanes) {
      workers.push(workLane({ ...options, lane, model, inference, replies, now }));
      queues.push({ lane, queue: openScoreQueue(lane, model, replies) });
    }
  }
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const reachable = () => replies.status === 'ready';
  const counting = setInterval(() => {
    if (!onCounts || !reachable()) return;
    for (const { lane, queue } of queues) countJobs(queue, now()).then((counts) => onCounts(lane, counts), onError);
  }, countEveryMs);
  return {
    reachable,
    async close() {
      clearInterval(counting);
      const closed = Promise.all(workers.map((worker) => worker.close())).then(() => true);
      const inTime = await Promise.race([closed, sleep(graceMs, false, { ref: false })]);
      replies.disconnect();
      return inTime;
    },
  };
}
