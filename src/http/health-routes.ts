import { operations } from './operations.ts';
import type { Route } from './routes.ts';

/** Whether one part of the server can do its work; `reason` says in public words why not. */
export interface PartHealth {
  readonly part: string;
  readonly ready: boolean;
  readonly reason?: string;
}

/** GET /health/live: the process answers. GET /health/ready: every part can work, or 503 naming those that cannot. */
export function healthRoutes(parts: () => Promise<readonly PartHealth[]>): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/health/live',
      open: true,
      operation: operations.live,
      handler: (_request, response) => void response.json({ status: 'live' }),
    },
    {
      method: 'GET',
      path: '/health/ready',
      open: true,
      operation: operations.ready,
      handler: async (_request, response) => {
        const failing = (await parts()).filter(({ ready }) => !ready);
        if (failing.length === 0) response.json({ status: 'ready' });
        else response.status(503).json({ status: 'unready', failing: failing.map(({ ready: _, ...part }) => part) });
      },
    },
  ];
}
