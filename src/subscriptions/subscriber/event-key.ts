import { createHash } from 'node:crypto';
import { objectOf, stringOf } from '../../fhir/json.ts';
import type { Notification, NotificationEvent, NotifiedResource } from '../codec/notification.ts';

/** An event of a source, as the inbox keeps it. */
export interface HeardEvent {
  /** The same for every repetition of the event. */
  readonly key: string;
  readonly number?: number;
  /** Reference to what it is about; absent where the notification says only that something happened. */
  readonly focus?: string;
  /** The resource, where it came along. */
  readonly resource?: NotifiedResource['resource'];
}

/**
 * Key of an event of which nothing is known: all of them are one, so that a flood of empty notifications asks for one search
 * and no more.
 */
export const catchUpKey = 'catch-up';

/**
 * The events of a notification, each with its key: subscription and event number where the source counts; otherwise what it
 * is about and in which version; otherwise what it is about and when.
 * @param counts whether event numbers count through the life of the subscription
 */
export function heardEvents(
  { events, resources, subscription = '' }: Notification,
  counts: boolean,
): readonly HeardEvent[] {
  // Some servers send entries and no events: the resources are then what happened.
  const told: readonly NotificationEvent[] =
    events.length > 0 ? events : resources.map(({ fullUrl }) => ({ focus: fullUrl, additionalContext: [] }));
  const heard = told.map((event) => heardEvent(event, resources, counts ? subscription : undefined));
  // At content level `empty` an event has a number and says nothing else: what happened is searched for (S10).
  const silent = heard.some(({ key, focus }) => focus === undefined && key !== catchUpKey);
  return silent ? [...heard, { key: catchUpKey }] : heard;
}

function heardEvent(
  { number, focus, timestamp }: NotificationEvent,
  resources: readonly NotifiedResource[],
  subscription: string | undefined,
): HeardEvent {
  const resource = focus === undefined ? undefined : resourceAt(focus, resources);
  const numbered = subscription !== undefined && number !== undefined;
  const about = { ...(focus !== undefined && { focus }), ...(resource && { resource }) };
  // Some servers count from 1 again when they start: the focus tells such events apart.
  if (numbered) return { key: digest('number', subscription, String(number), focus ?? ''), number, ...about };
  if (focus === undefined) return { key: catchUpKey };
  const { versionId, lastUpdated } = objectOf(resource?.meta);
  const version =
    stringOf(versionId) ?? stringOf(lastUpdated) ?? timestamp ?? (resource && JSON.stringify(resource)) ?? '';
  return { key: digest('focus', focus, version), ...about };
}

/** An event and its entry may name the same resource, one absolutely and one relatively. */
function resourceAt(focus: string, resources: readonly NotifiedResource[]) {
  return resources.find(
    ({ fullUrl }) => fullUrl === focus || fullUrl.endsWith(`/${focus}`) || focus.endsWith(`/${fullUrl}`),
  )?.resource;
}

const digest = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
