import type { RequestHandler, Response } from 'express';
import type { Prepared } from '../../assessment/prepared.ts';
import { contextOf } from '../../http/request-context.ts';
import { principalOf } from '../../http/trust/authenticate.ts';
import type { Metrics } from '../../monitoring/metrics.ts';
import { childSpan } from '../../monitoring/tracing.ts';
import type { CallPreparer } from './call-preparer.ts';

export interface PrepareElsewherePorts {
  readonly preparer: CallPreparer;
  /** Parses a body on this thread. */
  readonly parse: RequestHandler;
  readonly now: () => Date;
  readonly metrics: Pick<Metrics, 'preparedCalls'>;
}

/**
 * Has a call read on another thread, or parses its body here. What is wrong with a call is found here, as if there were no such
 * thread.
 */
export function prepareElsewhere({ preparer, parse, now, metrics }: PrepareElsewherePorts): RequestHandler {
  return async (request, response, next) => {
    const { ehr, loincOf } = principalOf(response as Response);
    const siteKeys = ehr?.prefetchKeys;
    const call = { body: request.body, service: String(request.params.id), at: now(), siteKeys };
    // What a site's own codes mean is known here alone.
    const found = loincOf ? undefined : await childSpan('prepare call', {}, () => preparer.prepare(call));
    metrics.preparedCalls.inc({ on: found ? 'thread' : 'loop' });
    // Whoever has gone is not answered.
    if (response.destroyed) return;
    if (!found) return void parse(request, response, next);
    request.body = found.body;
    // They have been read and named; nobody needs them any more.
    delete contextOf(response as Response).body;
    response.locals.prepared = found.prepared;
    next();
  };
}

/** What was found out about a call before its handler met it; undefined where it was parsed here. */
export const preparedOf = (response: Response): Prepared | undefined => response.locals.prepared;
