import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type Lane, lanes } from './lanes.ts';
import { keyPrefix, queueName } from './queue-name.ts';
import type { JobData } from './sealed-message.ts';

/** Events of a queue that are kept; nobody reads them but the operator's page. */
const eventsKept = 100;

/** What failed for good is kept a week for inspection, at most so many. */
const deadLettersKept = { age: 7 * 24 * 3600, count: 1000 };

/** Every job is of this one type: a `ScoreRequest` as `JobData`. */
export const jobName = 'score';

/**
 * The BullMQ queue of one lane of one model.
 * @param connection - shared, and closed by whoever opened it
 */
export function openScoreQueue(lane: Lane, model: string, connection: Redis): Queue<JobData> {
  const { attempts, backoffMs } = lanes[lane];
  const queue = new Queue<JobData>(queueName(lane, model), {
    connection,
    prefix: keyPrefix,
    streams: { events: { maxLen: eventsKept } },
    defaultJobOptions: {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
      removeOnComplete: true,
      removeOnFail: deadLettersKept,
      // A stack says nothing that the worker's log does not, and a message might quote.
      stackTraceLimit: 0,
      keepLogs: 0,
    },
  });
  // Troubles of the connection are heard where it was opened.
  queue.on('error', () => {});
  return queue;
}

export const newJobId = (): string => randomUUID();
