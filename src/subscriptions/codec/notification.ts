import type { JsonObject } from '../../fhir/json.ts';

/** Code system `subscription-notification-type`: what a notification is for. */
export type NotificationKind = 'handshake' | 'heartbeat' | 'event-notification' | 'query-status' | 'query-event';

/** FHIR R4 `Subscription.status`. */
export type SubscriptionState = 'requested' | 'active' | 'error' | 'off';

/** One thing that happened. */
export interface NotificationEvent {
  /** Sequential within the subscription, from 1; absent where the sender counts otherwise. */
  readonly number?: number;
  /** FHIR instant. */
  readonly timestamp?: string;
  /** Reference to the resource that it is about; absent at content level `empty`. */
  readonly focus?: string;
  readonly additionalContext: readonly string[];
}

/** A resource that came with a notification, or is to go with it. */
export interface NotifiedResource {
  /** Absolute URL, or `urn:uuid:…`. */
  readonly fullUrl: string;
  /** Absent at content level `id-only`, and for a deletion. */
  readonly resource?: JsonObject;
  /** How the change was made, as a history Bundle tells it. */
  readonly method: 'POST' | 'PUT' | 'DELETE' | 'GET';
}

/** A notification, free of the dialect in which it travels. */
export interface Notification {
  readonly kind: NotificationKind;
  /** Reference to the Subscription at its server; absent in notifications of R4's own criteria. */
  readonly subscription?: string;
  /** Canonical URL of the topic. */
  readonly topic?: string;
  readonly status: SubscriptionState;
  /** Events since the Subscription was made, this notification's included. */
  readonly eventsSinceStart?: number;
  readonly events: readonly NotificationEvent[];
  readonly resources: readonly NotifiedResource[];
  /** What the server says of its own trouble. */
  readonly errors: readonly string[];
}

/** How a server writes its notifications. */
export type Dialect = 'r4-criteria' | 'r4-backport' | 'r4b' | 'r5' | 'athenahealth';

export const dialects: readonly Dialect[] = ['r4-criteria', 'r4-backport', 'r4b', 'r5', 'athenahealth'];

/**
 * Whether event numbers count through the whole life of a subscription, so that a hole in them is a lost event.
 * athenahealth numbers the events of each Bundle anew; R4's own criteria have no numbers.
 */
export const countsEvents: Readonly<Record<Dialect, boolean>> = {
  'r4-criteria': false,
  'r4-backport': true,
  r4b: true,
  r5: true,
  athenahealth: false,
};
