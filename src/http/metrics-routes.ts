import type { Registry } from 'prom-client';
import { operations } from './operations.ts';
import type { Route } from './routes.ts';

/** What renders metrics: a registry, or several as one. */
export type RenderedMetrics = Pick<Registry, 'metrics' | 'contentType'>;

/**
 * GET /metrics in the Prometheus text format.
 * @param refresh brings up to date what is not measured as it happens
 */
export function metricsRoutes(
  { registry }: { readonly registry: RenderedMetrics },
  refresh: () => Promise<void> = async () => {},
): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/metrics',
      open: true,
      operation: operations.metrics,
      handler: async (_request, response) => {
        await refresh();
        const text = await registry.metrics();
        response.set('Content-Type', registry.contentType).send(text);
      },
    },
  ];
}
