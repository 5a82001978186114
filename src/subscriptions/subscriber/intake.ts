import type { Transaction } from 'kysely';
import { createGroupCommit } from '../../audit/group-commit.ts';
import type { NotificationSource } from '../../config/notification-sources.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import type { Tables } from '../../store/tables.ts';
import { countsEvents, type Notification, type NotificationKind } from '../codec/notification.ts';
import { type HeardEvent, heardEvents } from './event-key.ts';
import { forgetNumbers, type Heard, putEvents } from './inbox.ts';
import { changeSource, type SourceChange, sourceState } from './source-state.ts';

export interface IntakePorts {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly now: () => Date;
  /** Hears of every notification that was taken in. */
  readonly onHeard?: (source: string, kind: NotificationKind) => void;
}

/** Takes notifications in, and no more: what is asked of the reader happens later, or the sender would have to wait. */
export interface Intake {
  /** Resolves when the notification is durable. */
  take(source: NotificationSource, notification: Notification): Promise<void>;
  drained(): Promise<void>;
}

interface Item {
  readonly source: NotificationSource;
  readonly notification: Notification;
  readonly receivedAt: string;
}

/** Notifications of one transaction, and how many may wait for theirs. */
const groups = { most: 200, waiting: 5_000 };
/** How long one waits for company: 2xx is due within a second (S3), and twenty in one commit cost little more than one. */
const patienceMs = 15;

export function createIntake({ db, ring, now, onHeard }: IntakePorts): Intake {
  const group = createGroupCommit<Item>(async (items) => {
    const heard = items.flatMap((item) => relevant(item).map((event) => heardOf(item, event)));
    await db.transaction().execute(async (trx) => {
      await putEvents(heard, trx, ring);
      for (const [id, change] of changes(items)) await changeSource(id, await counted(id, change, trx), trx);
    });
    for (const { source, notification } of items) onHeard?.(source.id, notification.kind);
  }, groups);
  return {
    take: (source, notification) => group.add({ source, notification, receivedAt: now().toISOString() }, patienceMs),
    drained: () => group.drained(),
  };
}

/** What is news here. Others' results, and our own that were written back, are none: the loop would never end (S17). */
function relevant({ source, notification }: Item): readonly HeardEvent[] {
  if (notification.kind !== 'event-notification' && notification.kind !== 'query-event') return [];
  const events = heardEvents(notification, countsEvents[source.dialect]);
  return events.map((event) => (isNews(event, source) ? event : countedOnly(event)));
}

/** Stands for what is heard, and counted, and not looked at. */
export const ignored = 'ignored';

const countedOnly = ({ key, number }: HeardEvent): HeardEvent => ({
  key,
  ...(number !== undefined && { number }),
  focus: ignored,
});

const isNews = ({ focus }: HeardEvent, { resourceTypes }: NotificationSource) =>
  focus === undefined || resourceTypes.some((type) => new RegExp(`(^|/)${type}/[^/]+(/_history/[^/]+)?$`).test(focus));

const heardOf = ({ source, receivedAt }: Item, event: HeardEvent): Heard => ({
  source: source.id,
  event,
  receivedAt,
  dueAt: new Date(Date.parse(receivedAt) + source.debounceSeconds * 1000).toISOString(),
});

/** One change for each source of a group: the latest word counts. */
function changes(items: readonly Item[]): ReadonlyMap<string, SourceChange> {
  const result = new Map<string, SourceChange>();
  for (const { source, notification, receivedAt } of items) {
    const { kind, status, eventsSinceStart } = notification;
    const known = result.get(source.id);
    const announced = Math.max(known?.announced ?? -1, countsEvents[source.dialect] ? (eventsSinceStart ?? -1) : -1);
    result.set(source.id, {
      last_seen_at: receivedAt,
      // A handshake is answered with 2xx, which makes the subscription active (S5).
      status: kind === 'handshake' ? 'active' : status,
      ...(announced >= 0 && { announced }),
      ...(known?.contiguous !== undefined && { contiguous: known.contiguous }),
      // A handshake of a new subscription begins the count anew.
      ...(kind === 'handshake' && announced >= 0 && { contiguous: announced }),
    });
  }
  return result;
}

/**
 * A handshake that announces fewer events than have been heard is of a new subscription: the count begins anew. That of one
 * which goes on after an error must not hide what was missed meanwhile, nor a late notification what has been announced.
 */
async function counted(
  id: string,
  { contiguous, ...change }: SourceChange,
  db: Transaction<Tables>,
): Promise<SourceChange> {
  if (change.announced == null) return change;
  const before = await sourceState(id, db);
  if (contiguous != null && (before.contiguous === undefined || contiguous < before.contiguous)) {
    if (before.contiguous !== undefined) await forgetNumbers(id, db);
    return { ...change, contiguous };
  }
  return { ...change, announced: Math.max(change.announced, before.announced ?? 0) };
}
