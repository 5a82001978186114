import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import { isObject, type JsonObject, listOf, objectOf, stringOf } from '../../fhir/json.ts';
import type { Dialect, Notification, NotificationKind, NotifiedResource, SubscriptionState } from './notification.ts';
import { type StatusPart, statusOfParameters, statusOfResource } from './status-part.ts';

/** What a server sent to an endpoint. */
export interface Delivery {
  /** Parsed JSON; undefined where the body was empty. */
  readonly body: unknown;
  /** Path below the endpoint: R4 servers may PUT to `{endpoint}/{type}/{id}`. */
  readonly path?: string;
  readonly method?: string;
}

const kinds: ReadonlySet<string> = new Set<NotificationKind>([
  'handshake',
  'heartbeat',
  'event-notification',
  'query-status',
  'query-event',
]);
const states: ReadonlySet<string> = new Set<SubscriptionState>(['requested', 'active', 'error', 'off']);
const methods: ReadonlySet<string> = new Set<NotifiedResource['method']>(['POST', 'PUT', 'DELETE', 'GET']);

/**
 * Reads a notification in any of the dialects of `Dialect`. Which one it is, the body itself tells: an empty body and a bare
 * resource are R4's own criteria, and a Bundle begins with its status, as Parameters in the backport to R4 and as
 * SubscriptionStatus elsewhere.
 * @throws HoofbeatsError FHIR_INVALID that names the element, for what is none of them
 */
export function readNotification({ body, path = '', method = 'POST' }: Delivery): Notification {
  if (body === undefined || body === null || body === '') return ping;
  if (!isObject(body)) throw invalid('The body', 'is neither empty nor a FHIR resource');
  if (body.resourceType !== 'Bundle') return bareResource(body, path, method);
  const entries = listOf(body.entry).map(objectOf);
  const first = objectOf(entries[0]?.resource);
  const status = statusPart(first);
  const resources = entries.slice(1).flatMap(notifiedResource);
  const kind = status.type ?? (status.events.length > 0 ? 'event-notification' : 'heartbeat');
  if (!kinds.has(kind))
    throw invalid('Bundle.entry[0].resource', `has the type "${kind.slice(0, 40)}", which is none of a notification`);
  return {
    kind: kind as NotificationKind,
    status: states.has(status.status ?? '') ? (status.status as SubscriptionState) : 'active',
    ...(status.subscription !== undefined && { subscription: status.subscription }),
    ...(status.topic !== undefined && { topic: status.topic }),
    ...(status.eventsSinceStart !== undefined && { eventsSinceStart: Number(status.eventsSinceStart) }),
    // A server may send the events as entries only; the resources are then what happened.
    events: status.events,
    resources,
    errors: status.errors,
  };
}

/** The dialect in which a body is written, as far as the body tells: athenahealth's is R4B's until its events are counted. */
export function dialectOf(body: unknown): Dialect {
  if (!isObject(body) || body.resourceType !== 'Bundle') return 'r4-criteria';
  const first = objectOf(objectOf(listOf(body.entry)[0]).resource);
  if (first.resourceType === 'Parameters') return 'r4-backport';
  return body.type === 'subscription-notification' ? 'r5' : 'r4b';
}

/** R4 §Subscription: without a payload the notification is an empty POST, which says that something happened and no more. */
const ping: Notification = {
  kind: 'event-notification',
  status: 'active',
  events: [{ additionalContext: [] }],
  resources: [],
  errors: [],
};

function statusPart(resource: JsonObject): StatusPart {
  if (resource.resourceType === 'Parameters') return statusOfParameters(resource);
  if (resource.resourceType === 'SubscriptionStatus') return statusOfResource(resource);
  throw invalid('Bundle.entry[0].resource', 'is neither Parameters nor SubscriptionStatus');
}

function notifiedResource({ fullUrl, resource, request }: JsonObject): readonly NotifiedResource[] {
  const content = isObject(resource) ? resource : undefined;
  const { method, url } = objectOf(request);
  const name = stringOf(fullUrl) ?? stringOf(url) ?? (content && localReference(content));
  if (name === undefined) return [];
  const verb = stringOf(method)?.toUpperCase() ?? 'PUT';
  return [
    {
      fullUrl: name,
      method: (methods.has(verb) ? verb : 'PUT') as NotifiedResource['method'],
      ...(content && { resource: content }),
    },
  ];
}

/** R4 §Subscription: "the resource itself", by POST to the endpoint or by PUT to the resource's place below it. */
function bareResource(resource: JsonObject, path: string, method: string): Notification {
  const reference = localReference(resource) ?? /([A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})\/?$/.exec(path)?.[1];
  if (reference === undefined) throw invalid('The body', 'is not a resource with resourceType and id');
  return {
    kind: 'event-notification',
    status: 'active',
    events: [{ focus: reference, additionalContext: [] }],
    resources: [{ fullUrl: reference, resource, method: method.toUpperCase() === 'PUT' ? 'PUT' : 'POST' }],
    errors: [],
  };
}

function localReference({ resourceType, id }: JsonObject): string | undefined {
  const type = stringOf(resourceType);
  const local = stringOf(id);
  return type === undefined || local === undefined ? undefined : `${type}/${local}`;
}

const invalid = (where: string, what: string) =>
  new HoofbeatsError('FHIR_INVALID', `${where} ${what}.`, { expression: [where === 'The body' ? 'Bundle' : where] });
