import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { type Lane, laneNames } from './lanes.ts';
import { keyPrefix } from './queue-name.ts';
import { openScoreQueue } from './score-queue.ts';
import type { JobData } from './sealed-message.ts';

/** A job that no worker could answer. Its caller was told, and has its answer from the embedded model. */
export interface DeadLetter {
  readonly job: string;
  readonly lane: Lane;
  /** Model, version and digest. */
  readonly model: string;
  /** Code of the error, or BullMQ's sentence about a job that was left behind too often. */
  readonly reason: string;
  readonly attempts: number;
  /** ISO 8601 instant of the last attempt's end. */
  readonly failedAt: string;
}

interface Found {
  readonly letter: DeadLetter;
  readonly job: Job<JobData>;
}

/** How long a replayed job may wait for a worker: nobody else waits. */
const replayMs = 3_600_000;

/** Dead letters of all lanes and models, oldest first. */
export const listDeadLetters = async (redis: Redis): Promise<readonly DeadLetter[]> =>
  (await findDeadLetters(redis)).map(({ letter }) => letter);

/**
 * Queues dead letters again, with all of their attempts: proof that what had failed works now.
 * @param ids - all of them unless given
 * @throws HoofbeatsError RECORD_UNKNOWN for an id that is no dead letter's; then none is queued
 */
export async function replayDeadLetters(redis: Redis, ids?: readonly string[]): Promise<readonly DeadLetter[]> {
  const found = await findDeadLetters(redis);
  const unknown = ids?.find((id) => !found.some(({ letter }) => letter.job === id));
  if (unknown !== undefined) throw new HoofbeatsError('RECORD_UNKNOWN', `No dead letter has the id ${unknown}.`);
  const [seconds] = await redis.time();
  const chosen = ids ? found.filter(({ letter }) => ids.includes(letter.job)) : found;
  for (const { job } of chosen) {
    await job.updateData({ ...job.data, expires: Number(seconds) * 1000 + replayMs });
    await job.retry('failed', { resetAttemptsMade: true });
  }
  return chosen.map(({ letter }) => letter);
}

async function findDeadLetters(redis: Redis): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const { lane, model } of queuesIn(redis)) {
    for (const job of await openScoreQueue(lane, model, redis).getFailed()) {
      const { id = '', failedReason = '', attemptsMade, finishedOn = 0 } = job;
      const failedAt = new Date(finishedOn).toISOString();
      found.push({ letter: { job: id, lane, model, reason: failedReason, attempts: attemptsMade, failedAt }, job });
    }
  }
  return found.sort((a, b) => a.letter.failedAt.localeCompare(b.letter.failedAt));
}

/** Queues that exist, also those of models that are no longer served. */
async function* queuesIn(redis: Redis): AsyncGenerator<{ readonly lane: Lane; readonly model: string }> {
  const names = new Set<string>();
  for await (const keys of redis.scanStream({ match: `${keyPrefix}:*:meta`, count: 1000 }))
    for (const key of keys as string[]) names.add(key.slice(keyPrefix.length + 1, -':meta'.length));
  for (const name of [...names].sort()) {
    const lane = laneNames.find((one) => name.startsWith(`${one}.`));
    if (lane) yield { lane, model: name.slice(lane.length + 1) };
  }
}
