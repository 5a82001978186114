import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { errorHandler } from './error-handler.ts';
import { jsonBody } from './json-body.ts';
import { requestContext } from './request-context.ts';
import { requestLog } from './request-log.ts';
import { type Route, routerOf } from './routes.ts';

export interface AppOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Largest request body in MiB. */
  readonly bodyLimitMb: number;
  /** The tables of all entrances, one after another. */
  readonly routes: readonly Route[];
  /** Pages and their assets, tried after the routes. */
  readonly pages?: RequestHandler;
}

/** The Express application: what every request meets, the routes, and what is left to say when none matched. */
export function createApp({ logger, metrics, bodyLimitMb, routes, pages }: AppOptions): Express {
  const app = express();
  // Answers are fresh and private: an entity tag would only cost a hash of each.
  app.set('etag', false);
  app.use(requestContext(logger), requestLog(logger, metrics), singleSlashes, securityHeaders);
  app.use(routerOf(routes, jsonBody(bodyLimitMb)));
  if (pages) app.use(pages);
  app.use(unknownRoute, errorHandler);
  return app;
}

/** On plain-HTTP loopback `upgrade-insecure-requests` would send the page's own assets to a port that does not listen. */
const securityHeaders = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });

/** Base URLs that were typed in with a final slash make `//cds-services`. */
const singleSlashes: RequestHandler = (request, _response, next) => {
  const [path = '', ...query] = request.url.split('?');
  if (path.includes('//')) request.url = [path.replace(/\/{2,}/g, '/'), ...query].join('?');
  next();
};

const unknownRoute: RequestHandler = () => {
  throw new HoofbeatsError('ROUTE_UNKNOWN', 'There is nothing at this path.');
};
