import type { Notification, NotificationKind } from '../codec/notification.ts';
import type { KeptEvent } from './event-store.ts';
import type { SubscriptionSpec } from './read-subscription.ts';
import type { KeptSubscription } from './subscription-store.ts';
import { topicUrl } from './topics.ts';

/** What a notification about a subscription says, before it is written in a dialect. */
export function notificationOf(
  kind: NotificationKind,
  kept: KeptSubscription,
  { topic }: Pick<SubscriptionSpec, 'topic'>,
  base: string,
  events: readonly KeptEvent[] = [],
): Notification {
  // Counted are events alone, "inclusive of this notification", neither handshakes nor heartbeats.
  const eventsSinceStart = kind === 'event-notification' ? (events.at(-1)?.number ?? kept.events) : kept.events;
  return {
    kind,
    subscription: `${base}/Subscription/${kept.id}`,
    topic: topicUrl(topic),
    status: kept.status,
    eventsSinceStart,
    events: events.map(({ number, at, focus }) => ({
      number,
      timestamp: at,
      focus: `${base}/${focus}`,
      additionalContext: [],
    })),
    resources: events.map(({ focus, resource }) => ({ fullUrl: `${base}/${focus}`, resource, method: 'POST' })),
    errors: kept.error === undefined ? [] : [kept.error],
  };
}
