import type { Response } from 'express';
import type { Caller } from '../assessment/assessor.ts';
import { contextOf } from './request-context.ts';

/** On whose behalf a request is answered, for the audit log. `user` is a reference that has been checked to be one. */
export function callerOf(response: Response, user?: string): Caller {
  const { id, principal } = contextOf(response);
  return {
    requestId: id,
    ...(principal && { client: principal.issuer }),
    ...(principal?.tenant !== undefined && { tenant: principal.tenant }),
    ...(user !== undefined && { user }),
  };
}
