import { createGroupCommit } from '../../audit/group-commit.ts';
import type { NotificationSource } from '../../config/notification-sources.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { countsEvents, type Notification } from '../codec/notification.ts';
import { type HeardEvent, heardEvents } from './event-key.ts';
import { type Heard, putEvents } from './inbox.ts';
import { changeSource, type SourceChange, sourceState } from './source-state.ts';

export interface IntakePorts {
  readonly db: Database;
  readonly ring: KeyRing;
  readonly now: () => Date;
  /** There is work. */
  readonly wake: () => void;
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
/** How long one waits for company; 2xx is due within a second (S3). */
const patienceMs = 5;

export function createIntake({ db, ring, now, wake }: IntakePorts): Intake {
  const group = createGroupCommit<Item>(async (items) => {
    const heard = items.flatMap((item) => relevant(item).map((event) => heardOf(item, event)));
    if (heard.length > 0) await putEvents(heard, db, ring);
    for (const [id, change] of changes(items)) await changeSource(id, await advanced(id, change, db), db);
    if (heard.length > 0) wake();
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
  return events.map((event) =>
    isNews(event, source)
      ? event
      : { key: event.key, ...(event.number !== undefined && { number: event.number }), focus: ignored },
  );
}

/** Stands for what is heard, and counted, and not looked at. */
export const ignored = 'ignored';

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

/** Where nothing was known, what has been announced before the first event is not missing. */
async function advanced(id: string, change: SourceChange, db: Database): Promise<SourceChange> {
  const before = await sourceState(id, db);
  // A handshake of a subscription that goes on after an error must not hide what was missed meanwhile.
  if (change.contiguous != null && before.contiguous !== undefined && change.contiguous >= before.contiguous) {
    const { contiguous: _, ...rest } = change;
    return rest;
  }
  return change;
}
