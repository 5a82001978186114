import type { Config } from '../config/schema.ts';
import type { InferencePort } from '../inference/inference-port.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import { createLogger } from '../monitoring/logger.ts';
import type { ModelPackage } from '../registry/model-package.ts';
import { openKeys } from '../store/key-file.ts';
import { redisUrl } from './redis-url.ts';

/** The batch lane, as one thread of a screening has it. */
export interface BatchQueue {
  /** Runs a model in the workers, and in `embedded` whatever they do not answer. */
  readonly distribute: (pkg: ModelPackage, embedded: InferencePort) => Promise<InferencePort>;
  /** After the models are closed. */
  close(): void;
}

/**
 * The batch lane where QUEUE=on asks for it. What the workers did not answer is told once, at the end: the results are the
 * same, and the time is not.
 * @throws HoofbeatsError CONFIG_INVALID for a queue without REDIS_URL
 */
export async function openBatchQueue(config: Config): Promise<BatchQueue | undefined> {
  if (config.QUEUE === 'off') return undefined;
  const url = redisUrl(config);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const { keys } = await openKeys(config);
  const { openInferenceQueue } = await import('../queue/inference-queue.ts');
  const runHere: Record<string, number> = {};
  const queue = openInferenceQueue(url, keys.queue, {
    fallback(_lane, reason) {
      runHere[reason] = (runHere[reason] ?? 0) + 1;
    },
    replied() {},
    counted() {},
    warning: (text) => logger.warn(text),
    trouble: (thrown) => logger.warn('queue', { error: errorFields(thrown) }),
  });
  return {
    async distribute(pkg, embedded) {
      await queue.connected();
      return queue.inference(pkg, embedded, 'batch');
    },
    close() {
      queue.close();
      if (Object.keys(runHere).length > 0) logger.warn('model run here, not by a worker', { runs: runHere });
    },
  };
}
