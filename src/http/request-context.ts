import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { ErrorCode } from '../errors/table.ts';
import { errorFields } from '../monitoring/error-fields.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Principal } from './trust/principal.ts';

/** What a reader was told. */
export interface Told {
  /** Id of the CDS service. */
  readonly service: string;
  /** `card`, or the reason of the silence. */
  readonly outcome: string;
  /** UUID of the card. */
  readonly card?: string;
}

/** What the server knows of a request beside its content. */
export interface RequestContext {
  /** From `X-Request-Id`, or made here. */
  readonly id: string;
  /** `performance.now()` when the request arrived. */
  readonly startedAt: number;
  /** Template of the matched route, e.g. `/cds-services/:id`: safe to log, unlike the URL. */
  route: string;
  /** On whose behalf: set by `authenticate` on every route that is not open to anybody. */
  principal?: Principal;
  /** What the answer told its reader, for the audit log: set by the CDS service. */
  told?: Told;
  /** The body of a POST in UTF-8, as its bytes came, after decompression. */
  body?: Uint8Array;
  /** Code of the error that became the answer. */
  refusal?: ErrorCode;
  /** Writes both halves of an error to the log, with the request that it belongs to. */
  report(message: string, error: HoofbeatsError): void;
}

/** Refusing calls is what a server at its limit should do: nothing is broken. */
const levelOf = ({ code, entry: { status } }: HoofbeatsError) =>
  code === 'OVERLOADED' ? 'warn' : status >= 500 ? 'error' : 'info';

/** Ids that are safe to echo in a header and to write in a log. */
const acceptable = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request an id and a start time, and tells the caller the id. */
export function requestContext(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const context: RequestContext = {
      id: given && acceptable.test(given) ? given : randomUUID(),
      startedAt: performance.now(),
      route: 'unmatched',
      report(message, error) {
        const { status } = error.entry;
        logger[levelOf(error)](message, {
          requestId: context.id,
          route: context.route,
          status,
          error: errorFields(error),
        });
      },
    };
    response.locals.context = context;
    response.set('X-Request-Id', context.id);
    next();
  };
}

export const contextOf = (response: Response): RequestContext => response.locals.context;
