import express, { type Request, type RequestHandler, type Response } from 'express';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { entryCount } from './entry-count.ts';
import { parseJson } from './parse-json.ts';
import { contextOf } from './request-context.ts';
import type { Turns } from './turns.ts';

/** Content types of JSON bodies; FHIR's is `application/fhir+json`. */
const jsonTypes = ['application/json', 'application/*+json'];

export interface BodyLimits {
  /** Largest body in MiB, after decompression. */
  readonly bodyLimitMb: number;
  /** Most Bundle entries in one body. */
  readonly entryLimit: number;
}

/**
 * Reads a JSON body into `request.body`, or fails with CONTENT_TYPE, BODY_NOT_JSON, BODY_TOO_LARGE, TOO_MANY_ENTRIES or
 * REQUEST_INVALID.
 * @param turns of the bodies that have come, to be parsed
 */
export const jsonBody = (limits: BodyLimits, turns: Turns): readonly RequestHandler[] => [
  ...receiveJson(limits),
  parseBody(limits, turns),
];

/** Puts the bytes of a JSON body into `request.body`: the first half of `jsonBody`. */
export function receiveJson({ bodyLimitMb }: Pick<BodyLimits, 'bodyLimitMb'>): readonly RequestHandler[] {
  const requireJson: RequestHandler = (request, _response, next) => {
    // `is` answers null without a body; a body of no bytes counts as one.
    const type = request.get('content-length') === '0' ? null : request.is(jsonTypes);
    if (type === null) throw new HoofbeatsError('BODY_NOT_JSON', 'The request has no body.');
    if (type === false) throw new HoofbeatsError('CONTENT_TYPE', 'The body is not declared as JSON.');
    if (!isUtf8(request)) throw new HoofbeatsError('CONTENT_TYPE', 'The body is not declared as UTF-8.');
    next();
  };
  const read = express.raw({ type: jsonTypes, limit: bodyLimitMb * 1024 * 1024 });
  const keep: RequestHandler = (request, response, next) => {
    contextOf(response as Response).body = request.body;
    next();
  };
  return [requireJson, read, keep];
}

/** Puts what the bytes say in their place: the second half of `jsonBody`. */
export function parseBody({ entryLimit }: Pick<BodyLimits, 'entryLimit'>, turns: Turns): RequestHandler {
  return (request, response, next) =>
    turns.pass(request, response, () => {
      try {
        request.body = parseJson(request.body);
        if (entryCount(request.body) > entryLimit)
          throw new HoofbeatsError('TOO_MANY_ENTRIES', `The body holds more than ${entryLimit} Bundle entries.`);
      } catch (thrown) {
        return next(thrown);
      }
      next();
    });
}

const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/** RFC 8259 §8.1. In UTF-7 or UTF-16 the brackets are other bytes, and would be counted by nobody. */
function isUtf8(request: Request): boolean {
  const declared = charset.exec(request.get('content-type') ?? '')?.[1];
  return declared === undefined || declared.toLowerCase() === 'utf-8';
}
