import { randomUUID } from 'node:crypto';
import type { KeyRing } from '../store/key-ring.ts';
import { patientConnection } from './connection.ts';
import { QueueFailure } from './queue-failure.ts';
import { readReply } from './sealed-message.ts';

/** Prefix of the lists that hold replies until their caller takes them. */
export const replyPrefix = 'hoofbeats-reply:';

/** Where all answers to one process arrive. */
export interface ReplyRegistry {
  /** Redis key of the list that workers push replies to. */
  readonly replyTo: string;
  /** How many answers are waited for. */
  readonly waiting: number;
  /**
   * The scores that a worker answers to a job, as bytes.
   * @param send - queues the job; what it rejects with means that Redis did not take it
   * @throws QueueFailure unreachable, late, failed
   */
  ask(job: string, deadlineMs: number, send: () => Promise<unknown>): Promise<Uint8Array>;
  close(): void;
}

interface Waiting {
  readonly resolve: (scores: Uint8Array) => void;
  readonly reject: (failure: QueueFailure) => void;
}

/** Seconds after which the blocked command is repeated, so that a connection that died in silence is noticed. */
const blockSeconds = 5;
const pauseMs = 100;

/**
 * One list of replies for this process, emptied over one connection. A list keeps what arrives while the connection is
 * renewed, which Pub/Sub would lose; and it carries bytes, where BullMQ's events and return values carry JSON.
 * @param onError hears of connection troubles and of replies that do not open
 */
export function openReplyRegistry(url: string, ring: KeyRing, onError: (thrown: unknown) => void): ReplyRegistry {
  const redis = patientConnection(url, onError);
  const replyTo = `${replyPrefix}${randomUUID()}`;
  const waiting = new Map<string, Waiting>();
  let closed = false;

  function receive(message: Buffer): void {
    const reply = readReply(message, ring);
    const waiter = waiting.get(reply.job);
    // A worker that took over from a stalled one answers twice, and late answers have been given up.
    if (!waiter) return;
    if ('failed' in reply) waiter.reject(new QueueFailure('failed', { log: { code: reply.failed } }));
    else waiter.resolve(reply.scores);
  }

  async function listen(): Promise<void> {
    while (!closed) {
      try {
        const popped = await redis.blpopBuffer(replyTo, blockSeconds);
        if (popped) receive(popped[1]);
      } catch (thrown) {
        if (closed) return;
        onError(thrown);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }
  void listen();

  return {
    replyTo,
    get waiting() {
      return waiting.size;
    },
    async ask(job, deadlineMs, send) {
      let timer: NodeJS.Timeout | undefined;
      try {
        return await new Promise((resolve, reject) => {
          timer = setTimeout(() => reject(new QueueFailure('late')), deadlineMs);
          waiting.set(job, { resolve, reject });
          send().catch((cause) => reject(new QueueFailure('unreachable', { cause })));
        });
      } finally {
        clearTimeout(timer);
        waiting.delete(job);
      }
    },
    close() {
      closed = true;
      redis.disconnect();
    },
  };
}
