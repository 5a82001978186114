import { childSpan, continuedSpan, noteEvent } from './tracing.ts';

type Work<Result> = () => Promise<Result>;

/** OpenTelemetry's semantic conventions for messaging. A job's id is random, a queue's name says lane, model and version. */
const conventions = (queue: string, operation: string, type?: string) => ({
  'messaging.system': 'bullmq',
  'messaging.destination.name': queue,
  'messaging.operation.name': operation,
  ...(type && { 'messaging.operation.type': type }),
});

/** The asking side: a span for the whole wait, and in it one for sending, whose place in the trace goes with the job. */
export const tracedAsking = {
  ask: async <Result>(queue: string, job: string, work: Work<Result>): Promise<Result> =>
    childSpan('ask a worker', { attributes: { ...conventions(queue, 'ask'), 'messaging.message.id': job } }, work),
  send: async <Result>(queue: string, work: (traceparent?: string) => Promise<Result>): Promise<Result> =>
    childSpan(`send ${queue}`, { kind: 'PRODUCER', attributes: conventions(queue, 'add', 'send') }, ({ traceparent }) =>
      work(traceparent),
    ),
};

/** The answering side: what is done for a job of a traced call, under the span that sent it. */
export const tracedWorking = {
  work: async <Result>(
    queue: string,
    job: string,
    traceparent: string | undefined,
    work: Work<Result>,
  ): Promise<Result> => {
    const attributes = { ...conventions(queue, 'process', 'process'), 'messaging.message.id': job };
    return continuedSpan(traceparent, `process ${queue}`, { kind: 'CONSUMER', attributes }, work);
  },
  reply: async <Result>(work: Work<Result>): Promise<Result> => childSpan('reply', { kind: 'PRODUCER' }, work),
};

/** A call that the embedded model answered in place of the workers. */
export const noteFallback = (lane: string, reason: string) =>
  noteEvent('hoofbeats.queue.fallback', { 'hoofbeats.lane': lane, 'hoofbeats.reason': reason });
