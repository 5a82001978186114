import type { JsonObject } from '../../fhir/json.ts';
import { objectOf } from '../../fhir/json.ts';
import { writeNotification } from '../codec/write-notification.ts';
import { notificationOf } from './notifications.ts';
import { readSubscription } from './read-subscription.ts';
import type { KeptSubscription } from './subscription-store.ts';

export interface StatusOptions {
  readonly base: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * `$status`: "a bundle containing one or more subscription status resources, one per Subscription being queried. The Bundle
 * type is searchset."
 */
export function statusBundle(kept: readonly KeptSubscription[], { base, now, newId }: StatusOptions): JsonObject {
  const timestamp = now().toISOString();
  const entry = kept.map((subscription) => {
    const notification = notificationOf('query-status', subscription, specOf(subscription), base);
    const id = newId();
    const written = writeNotification(notification, {
      dialect: 'r4-backport',
      content: 'id-only',
      base,
      id,
      timestamp,
    });
    const [status] = written.entry as readonly JsonObject[];
    return { fullUrl: `urn:uuid:${id}`, resource: objectOf(status?.resource), search: { mode: 'match' } };
  });
  return {
    resourceType: 'Bundle',
    id: newId(),
    type: 'searchset',
    timestamp,
    total: entry.length,
    ...(entry.length > 0 && { entry }),
  };
}

/** What was accepted once is understood for good. */
export const specOf = ({ resource }: KeptSubscription) => readSubscription(resource, { mayCall: () => true });
