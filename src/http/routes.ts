import { type RequestHandler, Router } from 'express';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { cors, preflight } from './cors.ts';
import type { Operation } from './openapi/operation.ts';
import { contextOf } from './request-context.ts';

/** One row of an entrance's table of routes. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Full path template; it is what logs and metrics call the route. */
  readonly path: string;
  /** Whether it answers anybody, even where clients must prove who they are: what holds nothing about patients. */
  readonly open?: boolean;
  /** Whether pages of other origins may call it. */
  readonly crossOrigin?: boolean;
  /** What GET /openapi.json says of it. */
  readonly operation?: Operation;
  /** Met before the body is read, by whoever may call: what refuses early, and cheaply. */
  readonly before?: readonly RequestHandler[];
  /** Reads the body in place of what reads everybody else's. */
  readonly body?: readonly RequestHandler[];
  readonly handler: RequestHandler;
}

/**
 * A router for a table of routes. Each path answers the methods that the table lists (and HEAD for GET), OPTIONS, and 405
 * with `Allow` for the rest. `admission` decides who may call a route that is not open; only then POST and PUT read their body by `body`.
 */
export function routerOf(
  routes: readonly Route[],
  body: readonly RequestHandler[],
  admission: readonly RequestHandler[] = [],
): Router {
  const router = Router();
  for (const path of new Set(routes.map((route) => route.path))) {
    const rows = routes.filter((route) => route.path === path);
    const crossOrigin = rows.some((row) => row.crossOrigin);
    const allow = allowed(rows);
    const route = router.route(path);
    route.all(atRoute(path));
    if (crossOrigin) route.options(preflight).all(cors);
    for (const { method, open, before = [], body: own = body, handler } of rows) {
      const admitted = open ? [] : admission;
      const verb = method.toLowerCase() as Lowercase<Route['method']>;
      route[verb](...admitted, ...before, ...(hasBody[method] ? own : []), handler);
    }
    route.options((_request, response) => void response.set('Allow', allow).status(204).end());
    route.all((request, response) => {
      response.set('Allow', allow);
      throw new HoofbeatsError(
        'METHOD_NOT_ALLOWED',
        `${request.method} is not allowed here; the route takes ${allow}.`,
      );
    });
  }
  return router;
}

const hasBody: Readonly<Record<Route['method'], boolean>> = { GET: false, POST: true, PUT: true, DELETE: false };

const allowed = (rows: readonly Route[]) =>
  [...new Set(rows.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))), 'OPTIONS'].join(', ');

/** Names the route for log and metrics, and keeps answers about patients out of every cache. */
function atRoute(path: string): RequestHandler {
  return (_request, response, next) => {
    contextOf(response).route = path;
    response.set('Cache-Control', 'no-store');
    next();
  };
}
