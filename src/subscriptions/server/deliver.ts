import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import type { Tables } from '../../store/tables.ts';
import type { NotificationKind } from '../codec/notification.ts';
import { writeNotification } from '../codec/write-notification.ts';
import { backOffMs, mostAttempts } from './back-off.ts';
import { eventsBetween, type KeptEvent } from './event-store.ts';
import { notificationOf } from './notifications.ts';
import { readSubscription, type SubscriptionSpec } from './read-subscription.ts';
import type { Send } from './rest-hook.ts';
import { type KeptSubscription, keptOf } from './subscription-store.ts';

export interface DeliverPorts {
  readonly db: Database;
  readonly ring: KeyRing;
  /** Base URL of the FHIR API, without a final slash. */
  readonly base: () => string;
  readonly send: Readonly<Record<SubscriptionSpec['channel'], Send>>;
  /** Whether the realm may still be told anything: a client that was removed from the registry may not. */
  readonly mayReceive: (owner: string) => boolean;
  /** Subscriptions that a socket of this process is bound to; those of other processes are theirs to serve. */
  readonly boundHere: () => readonly string[];
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: () => number;
  /** Hears how each sending went. */
  readonly onSent?: (kind: NotificationKind, outcome: 'accepted' | 'failed') => void;
}

/** Longer than any sending takes: whoever holds a subscription longer has died. */
const leaseMs = 120_000;
/** In error for so long, a subscription is off: nobody is coming back for it. */
const offAfterMs = 24 * 3_600_000;
/** Events of one notification where the subscriber sets no limit. */
const usualCount = 50;

/** Ids of the subscriptions for which something is due, and which no process is serving; the longest due first. */
export async function dueSubscriptions({ db, now, boundHere }: DeliverPorts, most: number): Promise<readonly string[]> {
  const at = now().toISOString();
  const due = await db
    .selectFrom('subscription')
    .select('id')
    .where('due_at', '<=', at)
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<', at)]))
    // A websocket has no URL.
    .where((row) =>
      row.or([
        row('url', '!=', ''),
        row('status', 'in', ['requested', 'error']),
        row('id', 'in', ['', ...boundHere()]),
      ]),
    )
    .orderBy('due_at')
    .limit(most)
    .execute();
  return due.map(({ id }) => id);
}

/** What a sending changes of its row. */
type Change = Partial<Pick<Tables['subscription'], 'status' | 'delivered' | 'attempts' | 'due_at' | 'error'>>;

/**
 * Sends a subscription what is due: a handshake to whoever has just subscribed, events to whoever waits for them, a
 * heartbeat to whoever wants one. The database is the outbox: an event counts as delivered only when the subscriber has
 * accepted it, so each is delivered at least once, whenever the process dies (Backport IG 1.1 §Delivery).
 */
export async function serveSubscription(id: string, ports: DeliverPorts): Promise<void> {
  const row = await claim(id, ports);
  if (!row) return;
  const { delivered, ...change } = await changeOf(row, ports);
  await settle(row, change, delivered, ports);
}

/** Frees what a process was serving that has died, where no other process can be at work. */
export async function releaseSubscriptions(db: Database): Promise<void> {
  await db.updateTable('subscription').set({ lease_until: null }).where('lease_until', 'is not', null).execute();
}

/** Takes the subscription for this process. Whoever updates the row first has it. */
async function claim(id: string, { db, now }: DeliverPorts): Promise<Tables['subscription'] | undefined> {
  const at = now();
  return db.transaction().execute((trx) =>
    trx
      .updateTable('subscription')
      .set({ lease_until: new Date(at.getTime() + leaseMs).toISOString() })
      .where('id', '=', id)
      .where('due_at', '<=', at.toISOString())
      .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<', at.toISOString())]))
      .returningAll()
      .executeTakeFirst(),
  );
}

/** Lets it go. What a client has put in its place meanwhile stands; events that came meanwhile are due. */
async function settle(
  { id, updated_at, events }: Tables['subscription'],
  change: Change,
  delivered: number | undefined,
  { db, now }: DeliverPorts,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const released = { lease_until: null, ...(delivered !== undefined && { delivered }) };
    const current = await trx
      .updateTable('subscription')
      .set(released)
      .where('id', '=', id)
      .returning(['updated_at', 'events'])
      .executeTakeFirst();
    if (current === undefined || current.updated_at !== updated_at) return;
    const news = current.events > events && change.status !== 'error' && change.status !== 'off' && !change.attempts;
    await trx
      .updateTable('subscription')
      .set({ ...change, ...(news && { due_at: now().toISOString() }) })
      .where('id', '=', id)
      .execute();
  });
}

async function changeOf(row: Tables['subscription'], ports: DeliverPorts): Promise<Change> {
  const { ring, now, mayReceive } = ports;
  const kept = keptOf(row, ring);
  const at = now();
  if (row.ends_at !== null && row.ends_at <= at.toISOString()) return { status: 'off', due_at: null };
  if (!mayReceive(row.owner)) return { status: 'off', due_at: null, error: 'The client is no longer registered.' };
  // Due in error: it has been so for a day.
  if (kept.status === 'error') return { status: 'off', due_at: null };
  if (kept.status === 'off') return { due_at: null };
  // What was accepted once is not refused later for a list that has changed since: the sending asks the guard.
  const spec = readSubscription(kept.resource, { mayCall: () => true });
  return kept.status === 'requested' ? handshake(kept, spec, ports) : news(kept, spec, ports);
}

async function handshake(kept: KeptSubscription, spec: SubscriptionSpec, ports: DeliverPorts): Promise<Change> {
  // A socket shakes hands when it is bound; nothing is to be proved before.
  if (spec.channel === 'websocket') return { status: 'active', attempts: 0, error: null, due_at: null };
  const refusal = await send('handshake', kept, spec, [], ports);
  // "Any errors in the initial handshake SHALL result in the status being changed to error."
  if (refusal !== undefined) return inError(refusal, ports);
  const waiting = kept.events > kept.delivered;
  return {
    status: 'active',
    attempts: 0,
    error: null,
    due_at: waiting ? ports.now().toISOString() : nextBeat(spec, ports),
  };
}

async function news(kept: KeptSubscription, spec: SubscriptionSpec, ports: DeliverPorts): Promise<Change> {
  const range = { from: kept.delivered + 1, until: kept.events, most: spec.maxCount ?? usualCount };
  const events = await eventsBetween(kept.id, range, ports.db, ports.ring);
  const last = events.at(-1)?.number ?? kept.events;
  const kind = events.length > 0 ? 'event-notification' : 'heartbeat';
  // Due without news and without a heartbeat: there was an event that has been forgotten since.
  const silent = kind === 'heartbeat' && spec.heartbeatSeconds === undefined;
  const refusal = silent ? undefined : await send(kind, kept, spec, events, ports);
  if (refusal === undefined) {
    const more = last < kept.events;
    const due = more ? ports.now().toISOString() : nextBeat(spec, ports);
    return { delivered: last, attempts: 0, error: null, due_at: due };
  }
  // A socket that is not open is no failure: whoever binds again gets what waits.
  if (spec.channel === 'websocket') return { due_at: null };
  const attempts = kept.attempts + 1;
  if (attempts >= mostAttempts) return { attempts, ...inError(refusal, ports) };
  return { attempts, error: refusal, due_at: later(backOffMs(attempts, ports.random()), ports) };
}

async function send(
  kind: NotificationKind,
  kept: KeptSubscription,
  spec: SubscriptionSpec,
  events: readonly KeptEvent[],
  { base, send: channels, now, newId, onSent }: DeliverPorts,
): Promise<string | undefined> {
  const { dialect, content, channel } = spec;
  const notification = notificationOf(
    kind,
    { ...kept, status: kind === 'handshake' ? 'requested' : 'active' },
    spec,
    base(),
    events,
  );
  const written = { dialect, content, base: base(), id: newId(), timestamp: now().toISOString() };
  const refusal = await channels[channel](kept.id, spec, writeNotification(notification, written));
  onSent?.(kind, refusal === undefined ? 'accepted' : 'failed');
  return refusal;
}

const inError = (error: string, ports: DeliverPorts): Change => ({
  status: 'error',
  error,
  due_at: later(offAfterMs, ports),
});

/** "If present, a heartbeat notification is sent … If not present, a heartbeat notification is not sent." */
const nextBeat = ({ heartbeatSeconds }: SubscriptionSpec, ports: DeliverPorts) =>
  heartbeatSeconds === undefined ? null : later(heartbeatSeconds * 1000, ports);

const later = (ms: number, { now }: Pick<DeliverPorts, 'now'>) => new Date(now().getTime() + ms).toISOString();
