import type { Request, RequestHandler, Response } from 'express';
import type { FhirResource } from 'fhir/r4.js';
import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { JsonObject } from '../../fhir/json.ts';
import { callerOf } from '../../http/caller.ts';
import { fhirJson } from '../../http/fhir-json.ts';
import type { Route } from '../../http/routes.ts';
import { bindingToken, lifetimeMs } from './binding-token.ts';
import { focusOf } from './event-store.ts';
import { eventsBundle } from './events-operation.ts';
import { operationInput } from './operation-input.ts';
import { backportOperation, focusOperation, operations, topicOperations } from './operations.ts';
import { realmOf } from './realm.ts';
import { shownSubscription } from './shown-subscription.ts';
import { statusBundle } from './status-operation.ts';
import { findSubscriptions, type KeptSubscription, type SubscriptionSearch } from './subscription-store.ts';
import {
  createSubscription,
  deleteSubscription,
  findSubscription,
  type SubscriptionPorts,
  updateSubscription,
} from './subscriptions.ts';
import { basicTopic, subscriptionTopic } from './topic-resources.ts';
import { topics } from './topics.ts';
import { socketPath } from './websocket.ts';

export interface SubscriptionRoutesPorts extends SubscriptionPorts {
  /** URL under which clients reach this server, without a final slash. */
  readonly publicUrl: () => string;
}

const type = '/fhir/Subscription';

/** Subscription as a resource of this server: create, read, update, delete, search, and its operations. */
export function subscriptionRoutes(ports: SubscriptionRoutesPorts): readonly Route[] {
  const { db, ring, publicUrl, now, newId } = ports;
  const base = () => `${publicUrl()}/fhir`;
  const options = () => ({ base: base(), now, newId });
  const send = (response: Response, resource: JsonObject) => fhirJson(response, resource as unknown as FhirResource);
  const owned = (request: Request, response: Response) => findSubscription(idOf(request), ownerOf(response), ports);
  const asked = (request: Request, response: Response): Promise<readonly KeptSubscription[]> => {
    const input = operationInput(request);
    return findSubscriptions(
      { owner: ownerOf(response), ...chosen({ ids: input('id'), statuses: input('status') }) },
      db,
      ring,
    );
  };
  const status: RequestHandler = async (request, response) =>
    send(response, statusBundle(await asked(request, response), options()));
  const ownStatus: RequestHandler = async (request, response) =>
    send(response, statusBundle([await owned(request, response)], options()));
  const events: RequestHandler = async (request, response) => {
    const input = operationInput(request);
    const kept = await owned(request, response);
    const [[since], [until], [content]] = [input('eventsSinceNumber'), input('eventsUntilNumber'), input('content')];
    send(response, await eventsBundle(kept, { since, until, content }, ports, options()));
  };
  const token = (subscriptions: readonly KeptSubscription[], response: Response) => {
    const binding = { owner: ownerOf(response), subscriptions: subscriptions.map(({ id }) => id) };
    send(response, tokenParameters(bindingToken(binding, ring, now()), binding.subscriptions, base(), now()));
  };
  const allToken: RequestHandler = async (request, response) => token(await asked(request, response), response);
  const ownToken: RequestHandler = async (request, response) => token([await owned(request, response)], response);
  const both = (path: string, handler: RequestHandler): readonly Route[] => [
    { method: 'GET', path, operation: backportOperation(path, 'GET'), handler },
    { method: 'POST', path, operation: backportOperation(path, 'POST'), handler },
  ];
  return [
    {
      method: 'POST',
      path: type,
      operation: operations.create,
      handler: async (request, response) => {
        const kept = await createSubscription(request.body, ownerOf(response), ports);
        response.status(201).location(`${base()}/Subscription/${kept.id}`);
        send(response, shownSubscription(kept));
      },
    },
    {
      method: 'GET',
      path: type,
      operation: operations.search,
      handler: async (request, response) => {
        const values = operationInput(request);
        const search = chosen({ ids: values('_id'), statuses: values('status'), urls: values('url') });
        const found = await findSubscriptions({ owner: ownerOf(response), ...search }, db, ring);
        send(response, searchset(found, `${base()}/Subscription`, newId()));
      },
    },
    ...both(`${type}/$status`, status),
    ...both(`${type}/$get-ws-binding-token`, allToken),
    ...both(`${type}/:id/$status`, ownStatus),
    ...both(`${type}/:id/$events`, events),
    ...both(`${type}/:id/$get-ws-binding-token`, ownToken),
    {
      method: 'GET',
      path: `${type}/:id`,
      operation: operations.read,
      handler: async (request, response) => send(response, shownSubscription(await owned(request, response))),
    },
    {
      method: 'PUT',
      path: `${type}/:id`,
      operation: operations.update,
      handler: async (request, response) =>
        send(
          response,
          shownSubscription(await updateSubscription(idOf(request), request.body, ownerOf(response), ports)),
        ),
    },
    {
      method: 'DELETE',
      path: `${type}/:id`,
      operation: operations.delete,
      handler: async (request, response) => {
        await deleteSubscription(idOf(request), ownerOf(response), ports);
        response.status(204).end();
      },
    },
    ...topicRoutes(send, base, newId),
    // What a notification with ids only points to.
    ...[...new Set(topics.map(({ focus }) => focus))].map(
      (name): Route => ({
        method: 'GET',
        path: `/fhir/${name}/:id`,
        operation: focusOperation(name),
        handler: async (request, response) => {
          const resource = await focusOf(`${name}/${idOf(request)}`, ownerOf(response), db, ring);
          if (!resource) throw new HoofbeatsError('RECORD_UNKNOWN', `No ${name} of this id has been notified.`);
          send(response, resource);
        },
      }),
    ),
  ];
}

/** Topics hold nothing about patients: anybody may see what can be subscribed to. */
function topicRoutes(
  send: (response: Response, resource: JsonObject) => void,
  base: () => string,
  newId: () => string,
): readonly Route[] {
  return [
    { name: 'SubscriptionTopic', resourceOf: subscriptionTopic },
    { name: 'Basic', resourceOf: basicTopic },
  ].flatMap(({ name, resourceOf }): readonly Route[] => [
    {
      method: 'GET',
      path: `/fhir/${name}`,
      open: true,
      operation: topicOperations(name).search,
      handler: (_request, response) => {
        const entry = topics.map((topic) => ({
          fullUrl: `${base()}/${name}/${topic.id}`,
          resource: resourceOf(topic),
        }));
        send(response, { resourceType: 'Bundle', id: newId(), type: 'searchset', total: entry.length, entry });
      },
    },
    {
      method: 'GET',
      path: `/fhir/${name}/:id`,
      open: true,
      operation: topicOperations(name).read,
      handler: (request, response) => {
        const topic = topics.find(({ id }) => id === idOf(request));
        if (!topic) throw new HoofbeatsError('RECORD_UNKNOWN', `There is no ${name} of this id.`);
        send(response, resourceOf(topic));
      },
    },
  ]);
}

const idOf = (request: Request) => String(request.params.id);
const ownerOf = (response: Response) => realmOf(callerOf(response));

/** A list without alternatives is no condition. */
function chosen(
  lists: { readonly [K in 'ids' | 'statuses' | 'urls']?: readonly string[] },
): Omit<SubscriptionSearch, 'owner'> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

const searchset = (found: readonly KeptSubscription[], url: string, id: string): JsonObject => ({
  resourceType: 'Bundle',
  id,
  type: 'searchset',
  total: found.length,
  ...(found.length > 0 && {
    entry: found.map((kept) => ({
      fullUrl: `${url}/${kept.id}`,
      resource: shownSubscription(kept),
      search: { mode: 'match' },
    })),
  }),
});

/** Output of `$get-ws-binding-token` (Backport IG 1.1). */
function tokenParameters(token: string, subscriptions: readonly string[], base: string, now: Date): JsonObject {
  const socket = `${base.replace(/^http/, 'ws').replace(/\/fhir$/, '')}${socketPath}`;
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'token', valueString: token },
      { name: 'expiration', valueDateTime: new Date(now.getTime() + lifetimeMs).toISOString() },
      ...subscriptions.map((id) => ({ name: 'subscription', valueString: id })),
      { name: 'websocket-url', valueUrl: socket },
    ],
  };
}
