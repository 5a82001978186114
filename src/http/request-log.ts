import type { RequestHandler } from 'express';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { contextOf } from './request-context.ts';
import { clientFields } from './trust/principal.ts';

/** What EHRs send by the thousand: the metrics count it, and a refusal is a line all the same. */
const isRoutine = (route: string, status: number) => route.startsWith('/notifications/') && status < 400;

/** One line and one measurement per request, when its answer is out. Never a URL, a body or a header. */
export function requestLog(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    response.once('close', () => {
      const { id, route, startedAt, principal } = contextOf(response);
      const ms = performance.now() - startedAt;
      // The caller hung up before the answer was out: nginx's 499, for want of a standard code.
      const status = response.writableFinished ? response.statusCode : 499;
      metrics.httpDuration.observe({ method: request.method, route, status }, ms / 1000);
      logger[isRoutine(route, status) ? 'debug' : 'info']('request', {
        method: request.method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        bytes: Number(response.get('content-length') ?? 0),
        requestId: id,
        ...(principal?.ehr && { client: clientFields(principal) }),
      });
    });
    next();
  };
}
