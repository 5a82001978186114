import { loadServices } from '../cds-hooks/load-services.ts';
import { loadConfig, unsafeSettings } from '../config/load.ts';
import { cdsServicesDir, fhirProfilesDir } from '../config/paths.ts';
import { loadConformance } from '../fhir-server/conformance.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import { createLogger } from '../monitoring/logger.ts';
import { createMetrics } from '../monitoring/metrics.ts';
import { observedInference } from '../monitoring/observed-inference.ts';
import { startServer } from '../server.ts';
import { openServing } from '../serving.ts';
import { webRoutes } from '../web/routes.ts';
import { readArguments } from './arguments.ts';

/** Runs the server until SIGINT or SIGTERM; resolves when everything has been stopped in order. */
export async function serve(args: readonly string[]): Promise<number> {
  readArguments(args, {});
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.LOG_LEVEL });
  const metrics = createMetrics({ processMetrics: true });
  for (const warning of unsafeSettings(config)) logger.warn(warning);
  const serving = await openServing(config, (inference, family) => observedInference(inference, family, metrics));
  for (const { family, error } of serving.problems) {
    logger.error('model package not served', { family, error: errorFields(error) });
  }
  const server = await startServer({
    config,
    assessor: serving.assessor,
    services: await loadServices(cdsServicesDir),
    published: await loadConformance(fhirProfilesDir),
    logger,
    metrics,
    health: () => serving.health(),
    pages: webRoutes(),
    parts: [{ name: 'models', stop: () => serving.close() }],
  });
  const models = Array.from(
    serving.models.values(),
    ({ package: { manifest } }) => `${manifest.id} ${manifest.version}`,
  );
  const { hostname: host, port } = new URL(server.url);
  logger.info('listening', { host, port: Number(port), models });
  // For the person at the terminal; the log line above is for machines.
  if (process.stdout.isTTY) console.log(`\n  Hoofbeats answers at ${server.url}\n  Stop it with Ctrl+C.\n`);
  const signal = await stopSignal();
  logger.info('stopping', { signal });
  await server.close();
  return 0;
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}
