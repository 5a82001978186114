import express, { type RequestHandler } from 'express';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { nestsDeeperThan } from './nesting.ts';

/** Content types of JSON bodies; FHIR's is `application/fhir+json`. */
const jsonTypes = ['application/json', 'application/*+json'];
/** FHIR resources rarely nest beyond 20 levels. */
const deepest = 100;

/**
 * Reads a JSON body into `request.body`, or fails with CONTENT_TYPE, BODY_NOT_JSON, BODY_TOO_LARGE or REQUEST_INVALID.
 * @param limitMb - largest body in MiB.
 */
export function jsonBody(limitMb: number): readonly RequestHandler[] {
  const requireJson: RequestHandler = (request, _response, next) => {
    // `is` answers null without a body; a body of no bytes counts as one.
    const type = request.get('content-length') === '0' ? null : request.is(jsonTypes);
    if (type === null) throw new HoofbeatsError('BODY_NOT_JSON', 'The request has no body.');
    if (type === false) throw new HoofbeatsError('CONTENT_TYPE', 'The body is not declared as JSON.');
    next();
  };
  const parse = express.json({
    type: jsonTypes,
    limit: limitMb * 1024 * 1024,
    verify: (_request, _response, body) => {
      if (nestsDeeperThan(body, deepest))
        throw new HoofbeatsError('REQUEST_INVALID', `The body nests deeper than ${deepest} levels.`);
    },
  });
  return [requireJson, parse];
}
