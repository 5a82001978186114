import type { Config } from '../config/schema.ts';
import type { OperatorPages } from '../http/operator-pages.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { observedQueue } from '../monitoring/observed-queue.ts';
import type { InferenceQueue } from '../queue/inference-queue.ts';
import type { Keys } from '../store/key-ring.ts';
import { redisUrl } from './redis-url.ts';

interface Around {
  readonly keys: Keys;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * The queue where QUEUE=on asks for it. BullMQ is loaded there only: a server without it starts without it.
 * @throws HoofbeatsError CONFIG_INVALID for a queue without REDIS_URL
 */
export async function openQueue(
  config: Pick<Config, 'QUEUE' | 'REDIS_URL' | 'SEAL_KEYS'>,
  { keys, logger, metrics }: Around,
): Promise<InferenceQueue | undefined> {
  if (config.QUEUE === 'off') return undefined;
  const url = redisUrl(config);
  if (!config.SEAL_KEYS)
    logger.warn('QUEUE=on without SEAL_KEYS: only workers with the same DATA_DIR can open what is queued.');
  const { openInferenceQueue } = await import('../queue/inference-queue.ts');
  return openInferenceQueue(url, keys.queue, {
    ...observedQueue(metrics),
    warning: (text) => logger.warn(text),
    trouble: (thrown) => logger.error('queue', { error: errorFields(thrown) }),
  });
}

const path = '/operator/queues';

/** The operator's pages about the queues. */
export async function queuePages(queue: InferenceQueue): Promise<OperatorPages> {
  const { queueBoard } = await import('../queue/board.ts');
  return { path, handler: queueBoard(queue.queues(), path) };
}
