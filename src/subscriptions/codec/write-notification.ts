import type { JsonObject } from '../../fhir/json.ts';
import type { Dialect, Notification, NotificationEvent, NotifiedResource } from './notification.ts';

/** How much a subscriber wants to be told (`backport-content-value-set`). */
export type ContentLevel = 'empty' | 'id-only' | 'full-resource';

export interface WriteOptions {
  readonly dialect: Exclude<Dialect, 'r4-criteria'>;
  readonly content: ContentLevel;
  /** Base URL of this server's FHIR API, without a final slash. */
  readonly base: string;
  /** Id of the Bundle, a UUID. */
  readonly id: string;
  /** FHIR instant. */
  readonly timestamp: string;
}

const backport = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';

/**
 * A notification as the Bundle that is sent. The content level decides what is in it, for every channel alike
 * (Backport IG 1.1 §Payload Types).
 */
export function writeNotification(notification: Notification, options: WriteOptions): JsonObject {
  const { dialect, content, base, id, timestamp } = options;
  const told = atContentLevel(notification, content);
  const subscription = told.subscription ?? '';
  const status = dialect === 'r4-backport' ? parametersOf(told, options) : statusOf(told, options);
  return {
    resourceType: 'Bundle',
    id,
    ...(dialect === 'r4-backport' && { meta: { profile: [`${backport}/backport-subscription-notification-r4`] } }),
    // R5 has a Bundle type of its own; before, a history is the type whose entries say what was done.
    type: dialect === 'r5' ? 'subscription-notification' : 'history',
    timestamp,
    entry: [
      {
        fullUrl: `urn:uuid:${id}`,
        resource: status,
        request: { method: 'GET', url: `${base}/${subscription.replace(`${base}/`, '')}/$status` },
        response: { status: '200' },
      },
      ...told.resources.map(entryOf),
    ],
  };
}

/**
 * Leaves out what the subscriber did not ask for. `empty`: "a server SHALL NOT include references to resources" nor further
 * entries; `id-only`: references and addresses, no resource; `full-resource`: all.
 */
function atContentLevel(notification: Notification, content: ContentLevel): Notification {
  const { topic, ...rest } = notification;
  if (content === 'full-resource') return notification;
  if (content === 'id-only') {
    return { ...notification, resources: notification.resources.map(({ resource: _, ...address }) => address) };
  }
  // "This value SHOULD NOT be present when using empty payloads": the topic alone may tell about the patient.
  const events = rest.events.map(({ focus: _, ...event }) => ({ ...event, additionalContext: [] }));
  return { ...rest, events, resources: [] };
}

/** A history entry has a request and a response (R4 bdl-3, bdl-4). */
function entryOf({ fullUrl, resource, method }: NotifiedResource): JsonObject {
  const local = /[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.exec(fullUrl)?.[0] ?? fullUrl;
  return {
    fullUrl,
    ...(resource && { resource }),
    request: { method, url: method === 'POST' ? local.replace(/\/.*$/, '') : local },
    response: { status: method === 'POST' ? '201' : '200' },
  };
}

function parametersOf(told: Notification, { id }: WriteOptions): JsonObject {
  const parameter: JsonObject[] = [{ name: 'subscription', valueReference: { reference: told.subscription } }];
  if (told.topic !== undefined) parameter.push({ name: 'topic', valueCanonical: told.topic });
  parameter.push({ name: 'status', valueCode: told.status }, { name: 'type', valueCode: told.kind });
  if (told.eventsSinceStart !== undefined) {
    parameter.push({ name: 'events-since-subscription-start', valueString: String(told.eventsSinceStart) });
  }
  for (const event of told.events) parameter.push({ name: 'notification-event', part: partsOf(event) });
  for (const text of told.errors) parameter.push({ name: 'error', valueCodeableConcept: { text } });
  return {
    resourceType: 'Parameters',
    id,
    meta: { profile: [`${backport}/backport-subscription-status-r4`] },
    parameter,
  };
}

function partsOf({ number, timestamp, focus, additionalContext }: NotificationEvent): readonly JsonObject[] {
  return [
    ...(number === undefined ? [] : [{ name: 'event-number', valueString: String(number) }]),
    ...(timestamp === undefined ? [] : [{ name: 'timestamp', valueInstant: timestamp }]),
    ...(focus === undefined ? [] : [{ name: 'focus', valueReference: { reference: focus } }]),
    ...additionalContext.map((reference) => ({ name: 'additional-context', valueReference: { reference } })),
  ];
}

function statusOf(told: Notification, { id }: WriteOptions): JsonObject {
  return {
    resourceType: 'SubscriptionStatus',
    id,
    status: told.status,
    type: told.kind,
    // integer64 is a string in JSON (R5 §2.1.28.0.1), and R4B has a string.
    ...(told.eventsSinceStart !== undefined && { eventsSinceSubscriptionStart: String(told.eventsSinceStart) }),
    ...(told.events.length > 0 && {
      notificationEvent: told.events.map(({ number = 0, timestamp, focus, additionalContext }) => ({
        eventNumber: String(number),
        ...(timestamp !== undefined && { timestamp }),
        ...(focus !== undefined && { focus: { reference: focus } }),
        ...(additionalContext.length > 0 && {
          additionalContext: additionalContext.map((reference) => ({ reference })),
        }),
      })),
    }),
    subscription: { reference: told.subscription },
    ...(told.topic !== undefined && { topic: told.topic }),
    ...(told.errors.length > 0 && { error: told.errors.map((text) => ({ text })) }),
  };
}
