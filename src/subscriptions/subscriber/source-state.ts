import type { Transaction } from 'kysely';
import type { Database } from '../../store/open-database.ts';
import type { Tables } from '../../store/tables.ts';
import type { SubscriptionState } from '../codec/notification.ts';

/** How far a source has been heard. */
export interface SourceState {
  readonly id: string;
  readonly lastSeenAt?: string;
  readonly status: SubscriptionState;
  /** Events up to this number have all been heard. */
  readonly contiguous?: number;
  /** Events that it says there have been. */
  readonly announced?: number;
  /** Up to when it has been searched. */
  readonly searchedUntil?: string;
  /** Id of the Subscription that was made here. */
  readonly subscription?: string;
  readonly endsAt?: string;
}

type Where = Database | Transaction<Tables>;

export type SourceChange = Partial<Omit<Tables['notification_source'], 'id'>>;

export async function sourceState(id: string, db: Where): Promise<SourceState> {
  const row = await db.selectFrom('notification_source').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return { id, status: 'requested' };
  return {
    id,
    status: row.status as SubscriptionState,
    ...(row.last_seen_at !== null && { lastSeenAt: row.last_seen_at }),
    ...(row.contiguous !== null && { contiguous: row.contiguous }),
    ...(row.announced !== null && { announced: row.announced }),
    ...(row.searched_until !== null && { searchedUntil: row.searched_until }),
    ...(row.subscription !== null && { subscription: row.subscription }),
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
  };
}

export async function changeSource(id: string, change: SourceChange, db: Where): Promise<void> {
  const fresh = {
    ...{
      id,
      last_seen_at: null,
      status: 'requested',
      contiguous: null,
      announced: null,
      searched_until: null,
      subscription: null,
      ends_at: null,
    },
    ...change,
  };
  await db
    .insertInto('notification_source')
    .values(fresh)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}
