import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { HoofbeatsError, toHoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import type { KeyRing } from '../store/key-ring.ts';
import { type Lane, lanes } from './lanes.ts';
import { keyPrefix, queueName } from './queue-name.ts';
import { bytesOf, decodeRequest } from './score-request.ts';
import { type JobData, type Reply, unsealRequest, writeReply } from './sealed-message.ts';

export interface WorkLaneOptions {
  readonly lane: Lane;
  /** From `modelName`. */
  readonly model: string;
  readonly inference: InferencePort;
  readonly ring: KeyRing;
  readonly url: string;
  /** Takes replies; shared, and closed by whoever opened it. */
  readonly replies: Redis;
  /** From `redisClock`. */
  readonly now: () => number;
  /** Hears what became of every job. */
  readonly onJob?: (job: WorkedJob) => void;
  /** Hears of jobs that failed, that another worker left behind, or that nobody waits for any more. */
  readonly onTrouble?: (trouble: Trouble) => void;
  readonly around?: AroundWorking;
}

/** Does the work on a job and the reply to it, e.g. while tracing them. */
export interface AroundWorking {
  /** @param traceparent as it came with the job */
  work<Result>(
    queue: string,
    job: string,
    traceparent: string | undefined,
    work: () => Promise<Result>,
  ): Promise<Result>;
  reply<Result>(work: () => Promise<Result>): Promise<Result>;
}

const plainly: AroundWorking = { work: (_queue, _job, _traceparent, work) => work(), reply: (work) => work() };

/** What became of a job in a worker: answered, failed (to be tried again), dead, expired, or stalled in another worker. */
export interface WorkedJob {
  readonly lane: Lane;
  readonly outcome: 'answered' | 'failed' | 'dead' | 'expired' | 'stalled';
  /** Milliseconds from queueing it to beginning it, and from there to its answer; of what was answered alone. */
  readonly times?: { readonly waitedMs: number; readonly ranMs: number };
}

export interface Trouble {
  readonly what: 'job failed' | 'job stalled' | 'job expired' | 'connection';
  readonly lane: Lane;
  readonly job?: string;
  readonly final?: boolean;
  readonly error?: unknown;
}

/**
 * A worker renews its lock on a job at half this time; a job whose lock has run out was left behind by one that died, and
 * is given to another. No run of the model blocks the event loop for as long as that.
 */
const lockMs = 5000;
const stalledCheckMs = 2000;

/** How often a job may be left behind before it is taken for the cause. */
const mostStalls = 2;

/** A reply that its caller does not take is dropped after so many seconds. */
const replyKeptSeconds = 60;

/** Errors that another try does not mend. */
const lasting: ReadonlySet<ErrorCode> = new Set(['RECORD_ALTERED', 'KEY_UNKNOWN', 'REQUEST_INVALID']);

/**
 * Works on the jobs of one lane of one model. The contract: a job is answered at least once (the caller passes over a second answer,
 * which has the same bits), or ends as a dead letter and its caller is told.
 */
export function workLane(options: WorkLaneOptions): Worker<JobData> {
  const { lane, model, inference, ring, url, replies, now, onJob = () => {}, onTrouble = () => {} } = options;
  const { around = plainly } = options;
  const queue = queueName(lane, model);

  async function push(replyTo: string, reply: Reply): Promise<void> {
    await replies.multi().rpush(replyTo, writeReply(reply, ring)).expire(replyTo, replyKeptSeconds).exec();
  }

  async function work({ id: job = '', data, timestamp }: Job<JobData>): Promise<void> {
    const begun = now();
    if (begun >= data.expires) {
      onJob({ lane, outcome: 'expired' });
      onTrouble({ what: 'job expired', lane, job });
      return;
    }
    try {
      const { rows, options: scoring } = decodeRequest(unsealRequest(data, job, ring));
      const scores = await inference.score(rows, scoring);
      await around.reply(() => push(data.replyTo, { job, scores: bytesOf(scores) }));
      const waitedMs = Math.max(0, begun - timestamp);
      onJob({ lane, outcome: 'answered', times: { waitedMs, ranMs: now() - begun } });
    } catch (thrown) {
      throw publicFailure(thrown);
    }
  }

  const traced = (job: Job<JobData>) => around.work(queue, job.id ?? '', job.data.traceparent, () => work(job));
  const worker = new Worker<JobData>(queue, traced, {
    connection: { url, maxRetriesPerRequest: null },
    prefix: keyPrefix,
    concurrency: lanes[lane].concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: mostStalls,
  });
  worker.on('failed', (job, thrown) => {
    const final = job === undefined || job.finishedOn !== undefined;
    onJob({ lane, outcome: final ? 'dead' : 'failed' });
    onTrouble({ what: 'job failed', lane, ...(job?.id && { job: job.id }), final, error: thrown.cause ?? thrown });
    // The caller need not wait out its deadline.
    if (final && job?.id)
      push(job.data.replyTo, { job: job.id, failed: thrown.message }).catch((error) =>
        onTrouble({ what: 'connection', lane, error }),
      );
  });
  worker.on('stalled', (job) => {
    onJob({ lane, outcome: 'stalled' });
    onTrouble({ what: 'job stalled', lane, job });
  });
  worker.on('error', (error) => {
    // Each of its attempts to reach a Redis that is away is an error; the connection for replies has told that once.
    if (replies.status === 'ready') onTrouble({ what: 'connection', lane, error });
  });
  return worker;
}

/** What BullMQ may keep of an error: its code. The message of a foreign one could quote its input. */
function publicFailure(thrown: unknown): Error {
  const { code } = toHoofbeatsError(thrown);
  const failure = lasting.has(code) ? new UnrecoverableError(code) : new Error(code);
  failure.cause = thrown instanceof HoofbeatsError ? thrown : toHoofbeatsError(thrown);
  return failure;
}
