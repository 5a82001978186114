import { createHash, timingSafeEqual } from 'node:crypto';
import { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { contextOf } from './request-context.ts';

/** Pages for the operator that a library brings, under a path of ours. */
export interface OperatorPages {
  /** E.g. `/operator/queues`. */
  readonly path: string;
  readonly handler: RequestHandler;
}

/**
 * The pages, for reading, and for whoever has the token: as a Bearer token, or as the password (of any user) that a browser asks for.
 */
export function operatorPages(pages: readonly OperatorPages[], token: string): RequestHandler {
  const router = Router();
  for (const { path, handler } of pages)
    router.use(path, atPath(path), forReading, operatorOnly(token), ownAssets, handler);
  return router;
}

/** Lets pass whoever has the token. */
export function operatorOnly(token: string): RequestHandler {
  const expected = digest(token);
  return (request, response, next) => {
    if (timingSafeEqual(digest(givenToken(request.get('authorization'))), expected)) return next();
    // RFC 7617 §2: a browser asks its user.
    response.set('WWW-Authenticate', 'Basic realm="Hoofbeats operator", charset="UTF-8"');
    throw new HoofbeatsError('UNAUTHENTICATED', 'This page is for the operator alone.');
  };
}

function givenToken(authorization = ''): string {
  const [, scheme = '', credentials = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (/^bearer$/i.test(scheme)) return credentials;
  const text = /^basic$/i.test(scheme) ? Buffer.from(credentials, 'base64').toString('utf8') : '';
  return text.slice(text.indexOf(':') + 1);
}

// Digests are of one length, whatever was sent.
const digest = (text: string) => createHash('sha256').update(text).digest();

const atPath =
  (path: string): RequestHandler =>
  (_request, response, next) => {
    contextOf(response).route = path;
    response.set('Cache-Control', 'no-store');
    next();
  };

const forReading: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  response.set('Allow', 'GET, HEAD');
  throw new HoofbeatsError('METHOD_NOT_ALLOWED', `${request.method} is not allowed here; the pages are for reading.`);
};

/** The pages of libraries fetch fonts from elsewhere, and an operator's browser need not tell anybody. */
const ownAssets = helmet.contentSecurityPolicy({
  directives: {
    upgradeInsecureRequests: null,
    styleSrc: ["'self'", "'unsafe-inline'"],
    fontSrc: ["'self'"],
  },
});
