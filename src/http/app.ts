import express, { type Express, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { type AnsweredCall, answeredCalls } from './answered-calls.ts';
import { errorHandler } from './error-handler.ts';
import { type BodyLimits, jsonBody } from './json-body.ts';
import { requestContext } from './request-context.ts';
import { requestLog } from './request-log.ts';
import { requestTrace } from './request-trace.ts';
import { type Route, routerOf } from './routes.ts';
import { createTurns, type Turns } from './turns.ts';
import { wellFormedJson } from './well-formed.ts';

export interface AppOptions extends BodyLimits {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The tables of all entrances, one after another. */
  readonly routes: readonly Route[];
  /** Met by every request, before anything is known of the caller: host, rate limit. */
  readonly gate?: readonly RequestHandler[];
  /** Met by requests of routes that are not open to anybody: authentication, and what needs its principal. */
  readonly admission?: readonly RequestHandler[];
  /** Proxies whose X-Forwarded-For is believed, as Express names them. */
  readonly trustProxy?: readonly string[];
  /** In which the bodies that have come are parsed. */
  readonly turns?: Turns;
  /** Hears of every request when its answer is out. */
  readonly heard?: (call: AnsweredCall) => void;
  /** What is for the operator alone, tried after the routes: from `operatorPages`. */
  readonly operator?: RequestHandler;
  /** Pages and their assets, tried after the routes. */
  readonly pages?: RequestHandler;
}

/** The Express application: what every request meets, the routes, and what is left to say when none matched. */
export function createApp(options: AppOptions): Express {
  const { logger, metrics, routes, operator, pages, heard, gate = [], admission, trustProxy = [] } = options;
  const { turns = createTurns() } = options;
  const app = express();
  // Answers are fresh and private: an entity tag would only cost a hash of each.
  app.set('etag', false);
  app.set('trust proxy', [...trustProxy]);
  app.response.json = sendJson;
  app.use(requestContext(logger), requestTrace, requestLog(logger, metrics), singleSlashes, securityHeaders);
  if (heard) app.use(answeredCalls(heard));
  for (const check of gate) app.use(check);
  app.use(routerOf(routes, jsonBody(options, turns), admission));
  if (operator) app.use(operator);
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

/** Express's own `json`, except that what it sends is text to the strictest client. */
function sendJson(this: Response, value?: unknown): Response {
  if (!this.get('Content-Type')) this.type('application/json');
  return this.send(wellFormedJson(value));
}

const unknownRoute: RequestHandler = () => {
  throw new HoofbeatsError('ROUTE_UNKNOWN', 'There is nothing at this path.');
};
