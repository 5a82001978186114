import type { Metrics } from '../monitoring/metrics.ts';
import type { Route } from './routes.ts';

/** GET /metrics in the Prometheus text format. */
export function metricsRoutes({ registry }: Metrics): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/metrics',
      open: true,
      handler: async (_request, response) => {
        const text = await registry.metrics();
        response.set('Content-Type', registry.contentType).send(text);
      },
    },
  ];
}
