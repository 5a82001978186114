import type { RequestHandler } from 'express';

/**
 * CORS for CDS clients that run in a browser, such as the CDS Hooks sandbox (CDS Hooks 2.0 §Cross-Origin Resource
 * Sharing). Any origin: nothing here rests on cookies, and a client proves itself by its Authorization header.
 */
const headers = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'X-Request-Id, Retry-After',
} as const;

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'authorization, content-type, x-request-id',
  'Access-Control-Max-Age': '86400',
} as const;

export const cors: RequestHandler = (_request, response, next) => {
  response.set(headers);
  next();
};

/** Answers OPTIONS before any authentication: a preflight carries no Authorization header. */
export const preflight: RequestHandler = (_request, response) => {
  response
    .set({ ...headers, ...preflightHeaders })
    .status(204)
    .end();
};
