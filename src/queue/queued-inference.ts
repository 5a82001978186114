import type { Queue } from 'bullmq';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { SparseRow } from '../features/term-vector.ts';
import type { InferencePort, ScoreOptions } from '../inference/inference-port.ts';
import { runsOf } from '../inference/run-sizes.ts';
import type { KeyRing } from '../store/key-ring.ts';
import type { LaneRules } from './lanes.ts';
import { QueueFailure } from './queue-failure.ts';
import type { ReplyRegistry } from './reply-registry.ts';
import { jobName, newJobId } from './score-queue.ts';
import { encodeRequest } from './score-request.ts';
import { type JobData, sealRequest } from './sealed-message.ts';

export interface QueuedInferenceOptions {
  readonly diagnoses: number;
  readonly rules: LaneRules;
  readonly queue: Queue<JobData>;
  readonly replies: ReplyRegistry;
  readonly ring: KeyRing;
  /** Whether Redis can be asked at all. */
  readonly reachable: () => boolean;
  /** From `redisClock`. */
  readonly now: () => number;
  /** Jobs that wait in Redis, as far as it is known. */
  readonly depth: () => number;
  /** Hears the milliseconds from queueing a job to its answer. */
  readonly onReply?: (ms: number) => void;
  readonly around?: AroundAsking;
}

/** Does the asking and the sending of a job, e.g. while tracing them. */
export interface AroundAsking {
  ask<Result>(queue: string, job: string, work: () => Promise<Result>): Promise<Result>;
  /** What `work` is given goes with the job, in the clear. */
  send<Result>(queue: string, work: (traceparent?: string) => Promise<Result>): Promise<Result>;
}

const plainly: AroundAsking = { ask: (_queue, _job, work) => work(), send: (_queue, work) => work() };

/** An InferencePort that can also be asked whether a worker answers at all. */
export interface QueuedInference extends InferencePort {
  /** Sends a job without rows. @throws QueueFailure */
  ping(): Promise<void>;
}

/**
 * Runs a model in `hoofbeats worker` processes. A call becomes one job per run, so that workers share a long one; the first
 * job that fails fails the call.
 * Beside the errors of every `InferencePort`, `score` rejects with QueueFailure.
 */
export function createQueuedInference(options: QueuedInferenceOptions): QueuedInference {
  const { diagnoses, rules, queue, replies, ring, around = plainly } = options;
  const active = new Set<Promise<unknown>>();
  let unanswered = 0;
  let closed: Promise<void> | undefined;

  async function runOne(rows: readonly SparseRow[], scoring: ScoreOptions): Promise<Uint8Array> {
    if (!options.reachable()) throw new QueueFailure('unreachable');
    if (unanswered >= rules.depth || options.depth() >= rules.depth) throw new QueueFailure('overloaded');
    const job = newJobId();
    const data: JobData = {
      replyTo: replies.replyTo,
      expires: options.now() + rules.deadlineMs,
      ...sealRequest(encodeRequest({ rows, options: scoring }), job, ring),
    };
    const began = performance.now();
    unanswered += 1;
    try {
      const send = (traceparent?: string) =>
        queue.add(jobName, { ...data, ...(traceparent && { traceparent }) }, { jobId: job });
      const scores = await around.ask(queue.name, job, () =>
        replies.ask(job, rules.deadlineMs, () => around.send(queue.name, send)),
      );
      options.onReply?.(performance.now() - began);
      return scores;
    } finally {
      unanswered -= 1;
    }
  }

  async function runAll(rows: readonly SparseRow[], scoring: ScoreOptions): Promise<Float32Array> {
    const parts = await Promise.all([...runsOf(rows)].map((run) => runOne(run, scoring)));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.byteLength;
    }
    const width = scoring.diagnoses?.length ?? diagnoses;
    if (bytes.byteLength !== rows.length * width * Float32Array.BYTES_PER_ELEMENT)
      throw new QueueFailure('failed', { log: { code: 'a reply of another length' } });
    return new Float32Array(bytes.buffer);
  }

  return {
    diagnoses,
    score(rows, scoring = {}) {
      if (closed) return Promise.reject(new HoofbeatsError('MODEL_UNAVAILABLE', 'The model has been shut down.'));
      const result = runAll(rows, scoring);
      active.add(result);
      const forget = () => active.delete(result);
      result.then(forget, forget);
      return result;
    },
    async ping() {
      await runOne([], {});
    },
    close() {
      closed ??= Promise.allSettled(active).then(() => undefined);
      return closed;
    },
  };
}
