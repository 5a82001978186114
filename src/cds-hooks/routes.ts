import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { contextOf } from '../http/request-context.ts';
import type { Route } from '../http/routes.ts';
import { answerCall, type CallPorts } from './answer-call.ts';
import { discoveryEntry } from './discovery.ts';
import { readServiceCall } from './service-call.ts';
import type { CdsService } from './service-schema.ts';

export interface CdsHooksPorts extends CallPorts {
  readonly services: readonly CdsService[];
  /** Time from the arrival of a call to its answer, in milliseconds. */
  readonly deadlineMs: number;
}

/** The routes of CDS Hooks (https://cds-hooks.hl7.org/2.0/): discovery and service call. */
export function cdsHooksRoutes({ services, deadlineMs, ...ports }: CdsHooksPorts): readonly Route[] {
  const discovery = { services: services.map(discoveryEntry) };
  return [
    {
      // CDS Hooks 2.0 §Discovery: GET {baseUrl}/cds-services
      method: 'GET',
      path: '/cds-services',
      crossOrigin: true,
      handler: (_request, response) => void response.json(discovery),
    },
    {
      // CDS Hooks 2.0 §Calling a CDS Service: POST {baseUrl}/cds-services/{service.id}
      method: 'POST',
      path: '/cds-services/:id',
      crossOrigin: true,
      handler: async (request, response) => {
        const sameId = services.filter(({ id }) => id === request.params.id);
        if (sameId.length === 0) throw new HoofbeatsError('SERVICE_UNKNOWN', 'No CDS service has this id.');
        const call = readServiceCall(request.body, sameId);
        // The client's clock started with its request: reading the body has used some of the time.
        const left = deadlineMs - (performance.now() - contextOf(response).startedAt);
        response.json(await answerCall(call, left, ports));
      },
    },
  ];
}
