import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import type { RequestHandler } from 'express';

/** What stands where bull-board would show the content of a job. */
const hidden = '[sealed]';

/**
 * Pages about queues and jobs (bull-board): counts, states, times, codes of failures. Nothing can be changed there, and
 * what jobs hold is not shown, not even sealed.
 * @param basePath - where the handler is mounted
 */
export function queueBoard(queues: readonly Queue[], basePath: string): RequestHandler {
  const serverAdapter = new ExpressAdapter().setBasePath(basePath);
  const adapters = queues.map((queue) => {
    const adapter = new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false });
    for (const field of ['data', 'returnValue', 'progress'] as const) adapter.setFormatter(field, () => hidden);
    return adapter;
  });
  createBullBoard({
    queues: adapters,
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Hoofbeats queues' } },
  });
  return serverAdapter.getRouter();
}
