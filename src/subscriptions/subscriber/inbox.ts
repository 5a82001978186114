import type { Expression, ExpressionBuilder, SqlBool, Transaction } from 'kysely';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { seal, unseal } from '../../store/seal.ts';
import type { Tables } from '../../store/tables.ts';
import { catchUpKey, type HeardEvent } from './event-key.ts';

/** An event that waits for its work. */
export interface WaitingEvent extends HeardEvent {
  readonly receivedAt: string;
  readonly attempts: number;
}

export interface Heard {
  readonly source: string;
  readonly event: HeardEvent;
  /** ISO 8601 instants. */
  readonly receivedAt: string;
  readonly dueAt: string;
}

/** Rows of one statement: SQLite allows 32,766 values. */
const rowsAtOnce = 500;

/** Puts events into the inbox; one that is there, or was, is a repetition and changes nothing. */
export async function putEvents(heard: readonly Heard[], trx: Transaction<Tables>, ring: KeyRing): Promise<void> {
  const rows = heard.map(({ source, event: { key, number, ...about }, receivedAt, dueAt }) => ({
    ...{ source, key, number: number ?? null, received_at: receivedAt, state: 'new', attempts: 0, due_at: dueAt },
    ...seal(about, placeOf(source, key), ring),
  }));
  const once = [...new Map(rows.map((row) => [`${row.source} ${row.key}`, row])).values()];
  for (let at = 0; at < once.length; at += rowsAtOnce) {
    await trx
      .insertInto('notification_event')
      .values(once.slice(at, at + rowsAtOnce))
      .onConflict((conflict) => conflict.columns(['source', 'key']).doNothing())
      .execute();
  }
  // "Something happened" is said again and again with one key: each time it is news, also while a search is under way.
  for (const row of once.filter(({ key }) => key === catchUpKey)) {
    await trx
      .updateTable('notification_event')
      .set({ state: 'new', attempts: 0, due_at: row.due_at })
      .where('source', '=', row.source)
      .where('key', '=', catchUpKey)
      .where((each) => each.or([each('state', '=', 'done'), each('attempts', '>', 0)]))
      .execute();
  }
}

/**
 * Takes the events of a source that wait, when one of them at least is due: what came after it comes along, so that a burst is
 * one piece of work. They are not handed out again before `until`, to no process: whoever updates a row first has it.
 */
export async function takeEvents(
  source: string,
  { now, until, most }: { readonly now: string; readonly until: string; readonly most: number },
  db: Database,
  ring: KeyRing,
): Promise<readonly WaitingEvent[]> {
  const due = await db
    .selectFrom('notification_event')
    .select('key')
    .where('source', '=', source)
    .where('state', '=', 'new')
    .where('due_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  if (!due) return [];
  const rows = await db.transaction().execute((trx) =>
    trx
      .updateTable('notification_event')
      .set((row) => ({ due_at: until, attempts: row('attempts', '+', 1) }))
      .where('source', '=', source)
      .where('state', '=', 'new')
      .where('key', 'in', (inner) =>
        inner
          .selectFrom('notification_event')
          .select('key')
          .where('source', '=', source)
          .where('state', '=', 'new')
          .where(isReady(now))
          .orderBy('received_at')
          .limit(most),
      )
      // Once more, for a process that has waited here for another.
      .where(isReady(now))
      .returningAll()
      .execute(),
  );
  return rows.map((row) => waitingEvent(row, ring)).toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
}

/** Due, or so new that nobody has taken it. */
const isReady =
  (now: string) =>
  (row: ExpressionBuilder<Tables, 'notification_event'>): Expression<SqlBool> =>
    row.or([row('due_at', '<=', now), row('attempts', '=', 0)]);

function waitingEvent(row: Tables['notification_event'], ring: KeyRing): WaitingEvent {
  // One that was done is empty, and says no more than its key does.
  const about =
    row.key === catchUpKey ? {} : (unseal(row, placeOf(row.source, row.key), ring) as Omit<HeardEvent, 'key'>);
  return {
    ...about,
    key: row.key,
    ...(row.number !== null && { number: row.number }),
    receivedAt: row.received_at,
    attempts: row.attempts,
  };
}

/**
 * Their work is done for good. What they were about is forgotten; that they were is not. One that was told anew meanwhile
 * waits again.
 */
export async function finishEvents(source: string, keys: readonly string[], db: Database): Promise<void> {
  for (let at = 0; at < keys.length; at += rowsAtOnce) {
    await db
      .updateTable('notification_event')
      .set({ state: 'done', attempts: 0, sealed: Buffer.of() })
      .where('source', '=', source)
      .where('key', 'in', keys.slice(at, at + rowsAtOnce))
      .where('attempts', '>', 0)
      .execute();
  }
}

/** Gives back what a process had taken that has died, where no other process can be at work. */
export async function releaseEvents(now: string, db: Database): Promise<void> {
  await db
    .updateTable('notification_event')
    .set({ due_at: now })
    .where('state', '=', 'new')
    .where('attempts', '>', 0)
    .execute();
}

/** They could not be worked on now. */
export async function postponeEvents(
  source: string,
  keys: readonly string[],
  dueAt: string,
  db: Database,
): Promise<void> {
  for (let at = 0; at < keys.length; at += rowsAtOnce) {
    await db
      .updateTable('notification_event')
      .set({ due_at: dueAt })
      .where('source', '=', source)
      .where('key', 'in', keys.slice(at, at + rowsAtOnce))
      .execute();
  }
}

/** Forgets events whose work was done before an instant: no server repeats them any more. */
export async function forgetEvents(before: string, db: Database): Promise<void> {
  await db.deleteFrom('notification_event').where('state', '=', 'done').where('received_at', '<', before).execute();
}

/** Forgets the numbers of events, when a source begins to count anew. */
export async function forgetNumbers(source: string, db: Transaction<Tables>): Promise<void> {
  await db.updateTable('notification_event').set({ number: null }).where('source', '=', source).execute();
}

/** How many events of each source wait for their work, and since when the oldest has waited. */
export async function waitingEvents(
  db: Database,
): Promise<readonly { readonly source: string; readonly count: number; readonly oldest: string }[]> {
  return db
    .selectFrom('notification_event')
    .select(({ fn }) => ['source', fn.countAll<number>().as('count'), fn.min('received_at').as('oldest')])
    .where('state', '=', 'new')
    .groupBy('source')
    .execute();
}

/** Numbers that have been heard above one, in their order. */
export async function numbersAbove(
  source: string,
  number: number,
  db: Database,
): Promise<readonly { readonly number: number; readonly receivedAt: string }[]> {
  const rows = await db
    .selectFrom('notification_event')
    .select(['number', 'received_at'])
    .where('source', '=', source)
    .where('number', '>', number)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ number: row.number ?? 0, receivedAt: row.received_at }));
}

const placeOf = (source: string, key: string) => `notification_event/${source}/${key}`;
