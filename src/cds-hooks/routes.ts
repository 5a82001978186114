import type { RequestHandler } from 'express';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { callerOf } from '../http/caller.ts';
import { contextOf } from '../http/request-context.ts';
import type { Route } from '../http/routes.ts';
import { principalOf } from '../http/trust/authenticate.ts';
import { answerCall, type CallPorts } from './answer-call.ts';
import type { ServiceResponse } from './card-shape.ts';
import { discoveryEntry } from './discovery.ts';
import { readFeedback } from './feedback-body.ts';
import { isBorrowed } from './foreign-page.ts';
import { type LoadShedding, loadShedding } from './load-shedding.ts';
import { operations } from './operations.ts';
import { preparedOf } from './preparation/prepare-elsewhere.ts';
import { readServiceCall } from './service-call.ts';
import type { CdsService } from './service-schema.ts';
import { type FeedbackPorts, takeFeedback } from './take-feedback.ts';

export interface CdsHooksPorts extends Omit<CallPorts, 'shedding'> {
  readonly services: readonly CdsService[];
  /** Time from the arrival of a call to its answer, in milliseconds. */
  readonly deadlineMs: number;
  /** Calls whose bodies wait to be parsed. */
  readonly waiting?: (() => number) | undefined;
  /** Reads the body of a call in place of what reads everybody else's. */
  readonly body?: readonly RequestHandler[] | undefined;
  /** Where feedback is kept; without it feedback is counted and forgotten. */
  readonly feedback?: Pick<FeedbackPorts, 'keep' | 'knownCards'> | undefined;
}

/** The routes of CDS Hooks (https://cds-hooks.hl7.org/2.0/): discovery, service call and feedback. */
export function cdsHooksRoutes({
  services,
  deadlineMs,
  waiting,
  body,
  feedback,
  ...given
}: CdsHooksPorts): readonly Route[] {
  const ports = { ...given, shedding: loadShedding({ deadlineMs, waiting }) };
  const discovery = { services: services.filter(({ enabled }) => enabled).map(discoveryEntry) };
  return [
    {
      // CDS Hooks 2.0 §Discovery: GET {baseUrl}/cds-services
      method: 'GET',
      path: '/cds-services',
      crossOrigin: true,
      operation: operations.discovery,
      handler: (_request, response) => void response.json(discovery),
    },
    {
      // CDS Hooks 2.0 §Calling a CDS Service: POST {baseUrl}/cds-services/{service.id}
      method: 'POST',
      path: '/cds-services/:id',
      crossOrigin: true,
      operation: operations.call,
      before: [door(ports.shedding)],
      ...(body && { body }),
      handler: async (request, response) => {
        const context = contextOf(response);
        const { body: bytes } = context;
        const prepared = preparedOf(response);
        const principal = principalOf(response);
        const { access, ...asked } = readServiceCall(request.body, withId(services, request.params.id));
        const borrowed = access !== undefined && isBorrowed(access, principal, request.headers, ports.publicUrl());
        if (borrowed) ports.metrics.fhirReadFailures.inc({ reason: 'foreign-page' });
        const call = {
          ...asked,
          ...(access && !borrowed && { access }),
          ...(bytes && { body: bytes }),
          ...(prepared && { prepared }),
        };
        const client = {
          principal,
          caller: callerOf(response, call.context.userId),
        };
        // The client's clock started with its request: reading the body has used some of the time.
        const left = deadlineMs - (performance.now() - context.startedAt);
        const answer = await answerCall(call, client, left, ports);
        const cards = answer.outcome === 'card' ? [answer.card] : [];
        const [card] = cards;
        context.told = { service: call.service.id, outcome: answer.outcome, ...(card && { card: card.uuid }) };
        response.json({ cards } satisfies ServiceResponse);
      },
    },
    {
      // CDS Hooks 2.0 §Feedback: POST {baseUrl}/cds-services/{service.id}/feedback
      method: 'POST',
      path: '/cds-services/:id/feedback',
      crossOrigin: true,
      operation: operations.feedback,
      handler: async (request, response) => {
        const [service] = withId(services, request.params.id);
        const reports = readFeedback(request.body);
        await takeFeedback(reports, service!, callerOf(response), { ...ports, ...(feedback ?? forgetful) });
        response.status(200).end();
      },
    },
  ];
}

/** Refuses before a body of megabytes is read and parsed. */
const door =
  ({ check }: LoadShedding): RequestHandler =>
  (_request, _response, next) => {
    check();
    next();
  };

/** Without a store every report is new, and no card known to be ours. */
const forgetful: Pick<FeedbackPorts, 'keep' | 'knownCards'> = {
  keep: async () => true,
  knownCards: async () => new Set(),
};

/** The services of an id: at least one, each under a hook of its own. */
function withId(services: readonly CdsService[], wanted: unknown): readonly CdsService[] {
  const found = services.filter(({ id }) => id === wanted);
  if (found.length === 0) throw new HoofbeatsError('SERVICE_UNKNOWN', 'No CDS service has this id.');
  return found;
}
