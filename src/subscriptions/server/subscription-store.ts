import type { Transaction } from 'kysely';
import type { JsonObject } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { seal, unseal } from '../../store/seal.ts';
import type { Tables } from '../../store/tables.ts';
import type { SubscriptionState } from '../codec/notification.ts';

/** A subscription as it is kept. */
export interface KeptSubscription {
  readonly id: string;
  /** From `realmOf`. */
  readonly owner: string;
  /** Id of the topic. */
  readonly topic: string;
  readonly url: string;
  readonly status: SubscriptionState;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly endsAt?: string;
  /** Events that have happened, and the last one that was acknowledged. */
  readonly events: number;
  readonly delivered: number;
  /** Deliveries that have failed one after the other. */
  readonly attempts: number;
  readonly error?: string;
  /** The resource as it was given, headers included. */
  readonly resource: JsonObject;
}

export interface SubscriptionSearch {
  readonly owner: string;
  readonly ids?: readonly string[];
  readonly statuses?: readonly string[];
  readonly urls?: readonly string[];
}

type Row = Tables['subscription'];
type Where = Database | Transaction<Tables>;

/** Writes a new subscription, due at once: its handshake. */
export async function insertSubscription(kept: KeptSubscription, db: Where, ring: KeyRing): Promise<void> {
  await db
    .insertInto('subscription')
    .values({
      id: kept.id,
      owner: kept.owner,
      topic: kept.topic,
      url: kept.url,
      status: kept.status,
      created_at: kept.createdAt,
      updated_at: kept.updatedAt,
      ends_at: kept.endsAt ?? null,
      events: kept.events,
      delivered: kept.delivered,
      attempts: kept.attempts,
      due_at: kept.updatedAt,
      lease_until: null,
      error: kept.error ?? null,
      ...seal(kept.resource, placeOf(kept.id), ring),
    })
    .execute();
}

/** Puts what a client sent in the place of what it sent before; its events go on counting. */
export async function replaceSubscription(
  id: string,
  change: Pick<KeptSubscription, 'topic' | 'url' | 'status' | 'updatedAt' | 'endsAt' | 'resource'>,
  db: Where,
  ring: KeyRing,
): Promise<void> {
  await db
    .updateTable('subscription')
    .set({
      topic: change.topic,
      url: change.url,
      status: change.status,
      updated_at: change.updatedAt,
      ends_at: change.endsAt ?? null,
      attempts: 0,
      error: null,
      due_at: change.status === 'off' ? null : change.updatedAt,
      ...seal(change.resource, placeOf(id), ring),
    })
    .where('id', '=', id)
    .execute();
}

export async function removeSubscription(id: string, db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('subscription_event').where('subscription', '=', id).execute();
    await trx.deleteFrom('subscription').where('id', '=', id).execute();
  });
}

/** The subscriptions of one owner, oldest first. */
export async function findSubscriptions(
  { owner, ids, statuses, urls }: SubscriptionSearch,
  db: Where,
  ring: KeyRing,
): Promise<readonly KeptSubscription[]> {
  let query = db.selectFrom('subscription').selectAll().where('owner', '=', owner);
  if (ids) query = query.where('id', 'in', [...ids]);
  if (statuses) query = query.where('status', 'in', [...statuses]);
  if (urls) query = query.where('url', 'in', [...urls]);
  const rows = await query.orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => keptOf(row, ring));
}

export function keptOf(row: Row, ring: KeyRing): KeptSubscription {
  return {
    id: row.id,
    owner: row.owner,
    topic: row.topic,
    url: row.url,
    status: row.status as SubscriptionState,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
    events: row.events,
    delivered: row.delivered,
    attempts: row.attempts,
    ...(row.error !== null && { error: row.error }),
    resource: unseal(row, placeOf(row.id), ring) as JsonObject,
  };
}

const placeOf = (id: string) => `subscription/${id}`;
