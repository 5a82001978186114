import { sql, type Transaction } from 'kysely';
import type { JsonObject } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Database } from '../../store/open-database.ts';
import { seal, unseal } from '../../store/seal.ts';
import type { Tables } from '../../store/tables.ts';

/** Something that a subscriber is to be told. */
export interface KeptEvent {
  /** Sequential within the subscription, from 1. */
  readonly number: number;
  /** ISO 8601 instant. */
  readonly at: string;
  /** Relative reference, e.g. `RiskAssessment/…`. */
  readonly focus: string;
  readonly resource: JsonObject;
}

/**
 * Adds an event to a subscription, with the next number. The number is taken by the update, so that two processes never
 * give the same one: "the sequential number of this event in this subscription context".
 */
export async function appendEvent(
  subscription: string,
  { at, focus, resource }: Omit<KeptEvent, 'number'>,
  trx: Transaction<Tables>,
  ring: KeyRing,
): Promise<void> {
  const { events: number } = await trx
    .updateTable('subscription')
    .set({
      events: sql`events + 1`,
      // What waits for a heartbeat is due now; what waits after a failure goes on waiting.
      due_at: sql`case when status = 'active' and attempts = 0 then ${at} else due_at end`,
    })
    .where('id', '=', subscription)
    .returning('events')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('subscription_event')
    .values({ subscription, number, at, focus, ...seal(resource, placeOf(subscription, number), ring) })
    .execute();
}

/** Events of a subscription between two numbers, both included, in their order. */
export async function eventsBetween(
  subscription: string,
  { from, until, most }: { readonly from: number; readonly until: number; readonly most: number },
  db: Database,
  ring: KeyRing,
): Promise<readonly KeptEvent[]> {
  const rows = await db
    .selectFrom('subscription_event')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('number', '>=', from)
    .where('number', '<=', until)
    .orderBy('number')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    number: row.number,
    at: row.at,
    focus: row.focus,
    resource: unseal(row, placeOf(subscription, row.number), ring) as JsonObject,
  }));
}

/** The resource of an event that somebody of the realm has subscribed to. */
export async function focusOf(
  focus: string,
  owner: string,
  db: Database,
  ring: KeyRing,
): Promise<JsonObject | undefined> {
  const row = await db
    .selectFrom('subscription_event')
    .innerJoin('subscription', 'subscription.id', 'subscription_event.subscription')
    .select(['subscription_event.subscription', 'number', 'subscription_event.key_id', 'subscription_event.sealed'])
    .where('focus', '=', focus)
    .where('owner', '=', owner)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  return row && (unseal(row, placeOf(row.subscription, row.number), ring) as JsonObject);
}

/** Forgets events that happened before an instant and were acknowledged. */
export async function forgetEvents(before: string, db: Database): Promise<void> {
  await db
    .deleteFrom('subscription_event')
    .where('at', '<', before)
    .where((row) =>
      row(
        'number',
        '<=',
        row.selectFrom('subscription').select('delivered').whereRef('id', '=', 'subscription_event.subscription'),
      ),
    )
    .execute();
}

const placeOf = (subscription: string, number: number) => `subscription_event/${subscription}/${number}`;
