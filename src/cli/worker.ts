import { constants, setPriority } from 'node:os';
import { loadConfig } from '../config/load.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import { createLogger } from '../monitoring/logger.ts';
import { createMetrics } from '../monitoring/metrics.ts';
import { observedInference } from '../monitoring/observed-inference.ts';
import { showVersions } from '../monitoring/observed-serving.ts';
import { observedWorker } from '../monitoring/observed-worker.ts';
import { type Lane, laneNames } from '../queue/lanes.ts';
import { startWorkers } from '../queue/workers.ts';
import { openServing } from '../serving.ts';
import { openKeys } from '../store/key-file.ts';
import { startWorkerServer } from '../worker-server.ts';
import { readArguments } from './arguments.ts';
import { type BatchWorker, reportToParent, startBatchWorker } from './batch-worker.ts';
import { redisUrl } from './redis-url.ts';
import { stopSignal } from './stop-signal.ts';

/**
 * Answers what other processes queue, until SIGINT or SIGTERM; resolves when the jobs at hand are answered. Batch work gets
 * a process of its own, of lower priority: a run of the model holds the event loop, and nobody's chart waits for a batch.
 */
export async function worker(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, { lanes: { type: 'string' } });
  const wanted = readLanes(values.lanes);
  const apart = wanted.length > 1 && wanted.includes('batch');
  const lanes = apart ? wanted.filter((lane) => lane !== 'batch') : wanted;
  const config = loadConfig(process.env);
  const url = redisUrl(config);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const metrics = createMetrics({ processMetrics: true });
  const { keys } = await openKeys(config);
  if (lanes.every((lane) => lane === 'batch')) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const batchWorker = apart ? startBatchWorker() : undefined;
  const serving = await openServing(config, {
    observe: (inference, family) => observedInference(inference, family, metrics),
  });
  for (const { family, error } of serving.problems)
    logger.error('model package not served', { family, error: errorFields(error) });
  if (serving.models.size === 0) throw new HoofbeatsError('MODEL_UNAVAILABLE', 'No model package can be opened.');
  showVersions(serving, metrics);
  const workers = await startWorkers({
    url,
    ring: keys.queue,
    models: serving.models.values(),
    lanes,
    ...observedWorker(metrics),
    onTrouble: ({ what, error, ...trouble }) =>
      logger.warn(what, { ...trouble, ...(error !== undefined && { error: errorFields(error) }) }),
    onError: (thrown) => logger.error('Redis cannot be reached', { error: errorFields(thrown) }),
  });
  await batchWorker?.working;
  const health = () => [
    ...serving.health(),
    { part: 'queue', ready: workers.reachable(), reason: 'The Redis of REDIS_URL does not answer.' },
    ...(batchWorker ? [{ part: 'batch worker', ready: batchWorker.alive, reason: 'Its process has ended.' }] : []),
  ];
  const server =
    config.WORKER_PORT === undefined
      ? undefined
      : await startWorkerServer({
          host: config.HOST,
          port: config.WORKER_PORT,
          logger,
          metrics,
          moreMetrics: async () => batchWorker?.metrics() ?? [],
          health,
        });
  const models = Array.from(
    serving.models.values(),
    ({ package: { manifest } }) => `${manifest.id} ${manifest.version}`,
  );
  logger.info('working', { lanes: wanted, models, ...(server && { port: server.port }) });
  reportToParent(() => metrics.registry.getMetricsAsJSON());
  const reason = await Promise.race([stopSignal(), orphaned(), ...ending(batchWorker)]);
  logger.info('stopping', { reason });
  // Started in order, stopped in reverse: a job at hand needs its model.
  await server?.close();
  const [handedBack] = await Promise.all([workers.close(), batchWorker?.stop()]);
  await serving.close();
  // What BullMQ has open without Redis would hold the process; no run of the model is in flight any more.
  if (!handedBack) process.exit(1);
  if (process.connected) process.disconnect();
  return reason === batchEnded ? 1 : 0;
}

/** Resolves when the process that this one is the batch worker of has gone without a word. */
const orphaned = () =>
  new Promise<string>((resolve) => {
    if (process.connected) process.once('disconnect', () => resolve('the parent has gone'));
  });

const batchEnded = 'the batch worker has ended';
const ending = (batchWorker: BatchWorker | undefined) =>
  batchWorker ? [batchWorker.ended.then(() => batchEnded)] : [];

function readLanes(given: string | undefined): readonly Lane[] {
  if (given === undefined) return laneNames;
  return given.split(',').map((name) => {
    const lane = laneNames.find((one) => one === name.trim());
    if (!lane) throw new HoofbeatsError('USAGE', `--lanes takes ${laneNames.join(', ')}, with commas between.`);
    return lane;
  });
}
