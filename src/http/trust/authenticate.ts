import type { RequestHandler, Response } from 'express';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { contextOf } from '../request-context.ts';
import type { Principal } from './principal.ts';
import type { Trust } from './trust.ts';

/** Finds out who calls and places the principal in the request's context, before anything of the body is read. */
export function authenticate(trust: Trust): RequestHandler {
  return async (request, response, next) => {
    contextOf(response).principal = await trust.authenticate(request.get('authorization'), request.path);
    next();
  };
}

/** On whose behalf a route that is not open answers. */
export function principalOf(response: Response): Principal {
  const { principal } = contextOf(response);
  if (!principal) throw new HoofbeatsError('INTERNAL', 'A route that is open has no principal.');
  return principal;
}
