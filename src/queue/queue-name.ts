import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ModelPackage } from '../registry/model-package.ts';
import type { Lane } from './lanes.ts';

/** Before every key of BullMQ's. */
export const keyPrefix = 'hoofbeats-queue';

/** Hexadecimal digits of the digest: enough to tell a few packages apart. */
const digestLength = 12;

/**
 * Name of the queue for one lane of one model, e.g. `batch.rare-disease.0.2.0.5f1d1c0e9a3b`. The digest of the graph is part
 * of it, so that a worker never answers for another model than the caller has, not even while versions are changed.
 */
export const queueName = (lane: Lane, model: string): string => `${lane}.${model}`;

/** What `queueName` calls a model. */
export async function modelName({ manifest, modelFile }: ModelPackage): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(modelFile))
    .digest('hex');
  return `${manifest.id}.${manifest.version}.${digest.slice(0, digestLength)}`;
}
