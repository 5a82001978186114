import type { RequestHandler } from 'express';
import { type Attributes, requestSpan } from '../monitoring/tracing.ts';
import { contextOf, type RequestContext } from './request-context.ts';

/** What machines ask every few seconds would bury what people ask. */
const untraced = /^\/(health\/|metrics$)/;

/**
 * A span for every request. OpenTelemetry's semantic conventions for HTTP, without `url.path`, `url.query` and
 * `client.address`, which name patients and the people who look at them.
 */
export const requestTrace: RequestHandler = (request, response, next) => {
  if (untraced.test(request.path)) return next();
  const { method } = request;
  const attributes = { 'http.request.method': method, 'url.scheme': request.protocol };
  const span = requestSpan(request.headers, { kind: 'SERVER', attributes }, [request, response]);
  response.once('close', () => {
    const { route, ...context } = contextOf(response);
    const status = response.writableFinished ? response.statusCode : 499;
    const said = { 'http.route': route, 'http.response.status_code': status, ...answered(context) };
    span.end(`${method} ${route}`, status >= 500 ? { ...said, 'error.type': String(status) } : said, status >= 500);
  });
  span.run(next);
};

/** Ids of our own CDS services, and codes. */
const answered = ({ told, refusal }: Pick<RequestContext, 'told' | 'refusal'>): Attributes => ({
  ...(told && { 'hoofbeats.service': told.service, 'hoofbeats.outcome': told.outcome }),
  ...(refusal && { 'hoofbeats.refusal': refusal }),
});
