import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AggregatorRegistry } from 'prom-client';
import { HoofbeatsError } from './errors/hoofbeats-error.ts';
import { createApp } from './http/app.ts';
import { healthRoutes, type PartHealth } from './http/health-routes.ts';
import { metricsRoutes } from './http/metrics-routes.ts';
import type { Logger } from './monitoring/logger.ts';
import type { Metrics } from './monitoring/metrics.ts';
import { showReady } from './monitoring/observed-serving.ts';

export interface WorkerServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What another process of the same worker has measured. */
  readonly moreMetrics: () => Promise<readonly object[]>;
  readonly health: () => readonly PartHealth[];
}

export interface WorkerServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers the operator's questions about a worker: /health/live, /health/ready, /metrics. Nothing about patients is there.
 * @throws HoofbeatsError CONFIG_INVALID when the address is taken
 */
export async function startWorkerServer(options: WorkerServerOptions): Promise<WorkerServer> {
  const { host, port, logger, metrics, moreMetrics, health } = options;
  const { registry } = metrics;
  const both = {
    contentType: registry.contentType,
    async metrics() {
      const measured = await Promise.all([registry.getMetricsAsJSON(), moreMetrics()]);
      return AggregatorRegistry.aggregate(measured).metrics();
    },
  };
  const app = createApp({
    logger,
    metrics,
    bodyLimitMb: 1,
    entryLimit: 1,
    routes: [
      ...healthRoutes(async () => health()),
      ...metricsRoutes({ registry: both }, async () => showReady(health(), metrics)),
    ],
  });
  const server = createServer(app).listen(port, host);
  await once(server, 'listening').catch((cause) => {
    throw new HoofbeatsError(
      'CONFIG_INVALID',
      `Cannot listen on HOST ${host}, WORKER_PORT ${port}: ${cause.message}.`,
      {
        cause,
      },
    );
  });
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return done;
}
