import { HoofbeatsError } from '../../errors/hoofbeats-error.ts';
import type { JsonObject } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { type ContentLevel, writeNotification } from '../codec/write-notification.ts';
import { eventsBetween } from './event-store.ts';
import { notificationOf } from './notifications.ts';
import { type StatusOptions, specOf } from './status-operation.ts';
import type { KeptSubscription } from './subscription-store.ts';

export interface EventsInput {
  /** Bounds, both included, as the operation's string parameters. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly content?: string | undefined;
}

const mostEvents = 1_000;
const contents: ReadonlySet<string> = new Set<ContentLevel>(['empty', 'id-only', 'full-resource']);
/** A client may ask for less than it subscribed to, never for more. */
const richness: readonly ContentLevel[] = ['empty', 'id-only', 'full-resource'];

/**
 * `$events`: what happened between two event numbers, both included, as "a valid notification bundle, with the first entry
 * being the subscription status information resource. The bundle type is history."
 * @throws HoofbeatsError REQUEST_INVALID naming the parameter
 */
export async function eventsBundle(
  kept: KeptSubscription,
  { since, until, content }: EventsInput,
  { db, ring }: { readonly db: Database; readonly ring: KeyRing },
  { base, now, newId }: StatusOptions,
): Promise<JsonObject> {
  const spec = specOf(kept);
  const from = bound('eventsSinceNumber', since) ?? 1;
  const to = bound('eventsUntilNumber', until) ?? kept.events;
  if (content !== undefined && !contents.has(content))
    throw invalid('content', 'is one of empty, id-only, full-resource');
  const asked = (content ?? spec.content) as ContentLevel;
  const level = richness[Math.min(richness.indexOf(asked), richness.indexOf(spec.content))]!;
  const events = await eventsBetween(kept.id, { from, until: to, most: mostEvents }, db, ring);
  const notification = notificationOf('query-event', kept, spec, base, events);
  const written = {
    dialect: 'r4-backport' as const,
    content: level,
    base,
    id: newId(),
    timestamp: now().toISOString(),
  };
  return writeNotification(notification, written);
}

function bound(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw invalid(name, 'is a whole number');
}

const invalid = (name: string, what: string) =>
  new HoofbeatsError('REQUEST_INVALID', `The parameter ${name} ${what}.`, { expression: [name] });
