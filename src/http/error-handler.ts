import type { ErrorRequestHandler } from 'express';
import { fhirJson } from './fhir-json.ts';
import { fromFramework } from './framework-error.ts';
import { operationOutcome } from './operation-outcome.ts';
import { contextOf } from './request-context.ts';

/** Seconds after which it is worth trying again what failed with 503. */
const retryAfter = 1;

/** The one place where an error becomes an answer: its public half to the caller, both halves to the log. */
export const errorHandler: ErrorRequestHandler = (thrown, request, response, _next) => {
  const error = fromFramework(thrown);
  const { status } = error.entry;
  const context = contextOf(response);
  context.refusal = error.code;
  context.report('request failed', error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (status === 413) {
    // Let the caller finish sending, or it sees a broken pipe in place of the answer; then part.
    request.resume();
    response.set('Connection', 'close');
  }
  if (status === 503) response.set('Retry-After', String(retryAfter));
  if (status === 401) {
    // CDS Hooks best practices: nothing tells a stranger what was wrong. RFC 9110 §11.6.1 wants the scheme.
    response.set('WWW-Authenticate', response.get('WWW-Authenticate') ?? 'Bearer');
    response.status(status).end();
    return;
  }
  const outcome = operationOutcome(error);
  // CDS Hooks 2.0 §HTTP status codes: a CDS client reads JSON; FHIR clients expect their own type.
  if (request.path.startsWith('/fhir/')) fhirJson(response.status(status), outcome);
  else response.status(status).json(outcome);
};
