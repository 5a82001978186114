import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import request from 'supertest';
import { loadServices } from '../src/cds-hooks/load-services.ts';
import { openSubscriptions } from '../src/cli/open-subscriptions.ts';
import { loadConfig } from '../src/config/load.ts';
import { cdsServicesDir, fhirProfilesDir } from '../src/config/paths.ts';
import { loadConformance } from '../src/fhir-server/conformance.ts';
import { createLogger } from '../src/monitoring/logger.ts';
import { createMetrics } from '../src/monitoring/metrics.ts';
import { openRecords } from '../src/records.ts';
import { createServer } from '../src/server.ts';
import { intakeRoutes } from '../src/subscriptions/subscriber/intake-routes.ts';
import { webRoutes } from '../src/web/routes.ts';

/** docs/openapi.json: what a server with everything that can be mounted says of itself. */
export async function renderOpenApi(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'hoofbeats-openapi-'));
  const config = loadConfig({ DATA_DIR: dir });
  const logger = createLogger({ level: 'error', stream: new PassThrough() });
  const metrics = createMetrics();
  const records = await openRecords(config);
  const publicUrl = () => 'http://127.0.0.1:3000';
  try {
    const app = createServer({
      config,
      assessor: { assess: () => never() },
      services: await loadServices(cdsServicesDir),
      published: await loadConformance(fhirProfilesDir),
      logger,
      metrics,
      records,
      subscriptions: openSubscriptions(config, { records, logger, metrics, publicUrl }),
      subscriber: {
        routes: intakeRoutes({
          sources: [],
          intake: { take: () => never(), drained: async () => {} },
          bodyLimitMb: config.BODY_LIMIT_MB,
        }),
      },
      pages: webRoutes(),
      listenUrl: publicUrl,
    });
    const { body } = await request(app).get('/openapi.json');
    return `${JSON.stringify(body, null, 1)}\n`;
  } finally {
    await records.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const never = () => Promise.reject(new Error('nobody calls this server'));
