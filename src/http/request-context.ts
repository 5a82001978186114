import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** What the server knows of a request beside its content. */
export interface RequestContext {
  /** From `X-Request-Id`, or made here. */
  readonly id: string;
  /** `performance.now()` when the request arrived. */
  readonly startedAt: number;
  /** Template of the matched route, e.g. `/cds-services/:id`: safe to log, unlike the URL. */
  route: string;
}

/** Ids that are safe to echo in a header and to write in a log. */
const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request an id and a start time, and tells the caller the id. */
export const requestContext: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const context: RequestContext = {
    id: given && acceptable.test(given) ? given : randomUUID(),
    startedAt: performance.now(),
    route: 'unmatched',
  };
  response.locals.context = context;
  response.set('X-Request-Id', context.id);
  next();
};

export const contextOf = (response: Response): RequestContext => response.locals.context;
