import { loadServices } from '../cds-hooks/load-services.ts';
import { storedMemory } from '../cds-hooks/shown-memory.ts';
import { loadConfig, unsafeSettings } from '../config/load.ts';
import { cdsServicesDir, fhirProfilesDir } from '../config/paths.ts';
import { loadConformance } from '../fhir-server/conformance.ts';
import { openTrust } from '../http/trust/trust.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import { createLogger } from '../monitoring/logger.ts';
import { createMetrics } from '../monitoring/metrics.ts';
import { observedAssessor } from '../monitoring/observed-assessor.ts';
import { observedInference } from '../monitoring/observed-inference.ts';
import { observedRecords } from '../monitoring/observed-records.ts';
import { showScreenings } from '../monitoring/observed-screenings.ts';
import { showVersions } from '../monitoring/observed-serving.ts';
import { tracedSteps } from '../monitoring/traced-steps.ts';
import { openRecords } from '../records.ts';
import { screeningsPage } from '../screening/operator-page.ts';
import { listRuns, screeningsDir } from '../screening/run-state.ts';
import { type RunningServer, startServer } from '../server.ts';
import { openServing } from '../serving.ts';
import { readyAssessments } from '../store/ready-assessments.ts';
import { publishRun } from '../subscriptions/server/publish.ts';
import { loadReverseMaps } from '../terminology/reverse-maps.ts';
import { webRoutes } from '../web/routes.ts';
import { readArguments } from './arguments.ts';
import { openPreparer } from './open-preparer.ts';
import { openQueue, queuePages } from './open-queue.ts';
import { openSubscriber } from './open-subscriber.ts';
import { openSubscriptions } from './open-subscriptions.ts';
import { stopSignal } from './stop-signal.ts';
import { warmUp } from './warm-up.ts';

/** Runs the server until SIGINT or SIGTERM; resolves when everything has been stopped in order. */
export async function serve(args: readonly string[]): Promise<number> {
  readArguments(args, {});
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const metrics = createMetrics({ processMetrics: true });
  for (const warning of unsafeSettings(config)) logger.warn(warning);
  const trust = await openTrust(config, { logger });
  const records = await openRecords(config, {
    alsoKeep: publishRun,
    observer: observedRecords(metrics),
    onLoss: (thrown) => {
      metrics.recordsLost.inc({ what: 'assessment' });
      logger.error('assessment not kept', { error: errorFields(thrown) });
    },
  });
  for (const warning of records.warnings) logger.warn(warning);
  const memory = storedMemory({
    ...records,
    onFailure: (thrown) => {
      metrics.recordsLost.inc({ what: 'shown-cards' });
      logger.error('shown cards not remembered', { error: errorFields(thrown) });
    },
  });
  const queue = await openQueue(config, { keys: records.keys, logger, metrics });
  // Nothing is assessed ahead where nobody tells what is new.
  const findReady =
    config.NOTIFICATION_SOURCES === undefined
      ? undefined
      : readyAssessments({
          ...records,
          now: () => new Date(),
          onOutcome: (outcome) => metrics.readyAssessments.inc({ outcome }),
          onFailure: (thrown) => logger.warn('ready assessments not read', { error: errorFields(thrown) }),
        });
  const serving = await openServing(config, {
    ...(queue && { distribute: (pkg, embedded) => queue.inference(pkg, embedded, 'interactive') }),
    observe: (inference, family) => observedInference(inference, family, metrics),
    keep: records.keep,
    aroundStep: tracedSteps,
    ...(findReady && { findReady }),
    memory,
  });
  for (const { family, error } of serving.problems) {
    logger.error('model package not served', { family, error: errorFields(error) });
  }
  showVersions(serving, metrics);
  let server: RunningServer | undefined;
  const publicUrl = () => (config.PUBLIC_URL ?? server?.url ?? '').replace(/\/+$/, '');
  const services = await loadServices(cdsServicesDir);
  const reverseMaps = loadReverseMaps();
  const subscriptions = openSubscriptions(config, { records, logger, metrics, publicUrl });
  const assessor = observedAssessor(serving.assessor, metrics);
  const subscriber = await openSubscriber(config, { records, serving, assessor, services, publicUrl, logger, metrics });
  const preparer = openPreparer(config, { services, looksForReady: findReady !== undefined, serving, logger });
  server = await startServer({
    config,
    preparer,
    assessor: serving.assessor,
    terminology: serving.terminology,
    services,
    published: await loadConformance(fhirProfilesDir),
    trust,
    logger,
    metrics,
    health: () => serving.health(),
    pages: webRoutes(),
    records,
    memory,
    subscriptions,
    ...(subscriber && { subscriber }),
    refreshMetrics: async () => showScreenings(await listRuns(screeningsDir(config.DATA_DIR)), metrics),
    reverseMaps,
    operatorPages: [screeningsPage(config.DATA_DIR), ...(queue ? [await queuePages(queue)] : [])],
    parts: [
      { name: 'records', stop: () => records.close() },
      { name: 'trust', stop: () => trust.close() },
      ...(queue ? [{ name: 'queue', stop: async () => queue.close() }] : []),
      { name: 'models', stop: () => serving.close() },
      ...(preparer ? [{ name: 'call preparer', stop: () => preparer.close() }] : []),
      { name: 'subscriptions', stop: () => subscriptions.stop() },
      ...(subscriber ? [{ name: 'subscriber', stop: () => subscriber.stop() }] : []),
    ],
  });
  await subscriptions.start();
  await subscriber?.start();
  const models = Array.from(
    serving.models.values(),
    ({ package: { manifest } }) => `${manifest.id} ${manifest.version}`,
  );
  const { hostname: host, port } = new URL(server.url);
  logger.info('listening', { host, port: Number(port), models });
  // Not before: whoever calls at once waits no longer than for the first assessment itself.
  void warmUp(serving, services, reverseMaps).catch((thrown) =>
    logger.warn('not warmed up', { error: errorFields(thrown) }),
  );
  // For the person at the terminal; the log line above is for machines.
  if (process.stdout.isTTY) console.log(`\n  Hoofbeats answers at ${server.url}\n  Stop it with Ctrl+C.\n`);
  const signal = await stopSignal();
  logger.info('stopping', { signal });
  await server.close();
  return 0;
}
