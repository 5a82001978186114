import type { RequestHandler } from 'express';
import { contextOf } from './request-context.ts';

/** A request that has been answered: who asked what, and how it went. Nothing of its content. */
export interface AnsweredCall {
  readonly requestId: string;
  readonly method: string;
  /** Template of the matched route, or `unmatched`. */
  readonly route: string;
  readonly status: number;
  /** From the arrival of the request to the end of its answer. */
  readonly ms: number;
  readonly client?: string;
  readonly tenant?: string;
  /** CDS services only: which one, whether it had something to say, and the UUID of its card. */
  readonly service?: string;
  readonly outcome?: string;
  readonly card?: string;
  /** Code of the error that was the answer, from src/errors/table.ts. */
  readonly code?: string;
}

/** Tells a listener of every request when its answer is out. */
export function answeredCalls(heard: (call: AnsweredCall) => void): RequestHandler {
  return (request, response, next) => {
    response.once('close', () => {
      const { id, route, startedAt, principal, refusal, told } = contextOf(response);
      heard({
        requestId: id,
        method: request.method,
        route,
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round(performance.now() - startedAt),
        ...(principal && { client: principal.issuer }),
        ...(principal?.tenant !== undefined && { tenant: principal.tenant }),
        ...told,
        ...(refusal !== undefined && { code: refusal }),
      });
    });
    next();
  };
}
