import type { Transaction } from 'kysely';
import type { FinishedRun } from '../../assessment/kept-run.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Pseudonymise } from '../../store/pseudonym.ts';
import { seal, unseal } from '../../store/seal.ts';
import type { Tables } from '../../store/tables.ts';
import { appendEvent } from './event-store.ts';
import { type Filter, meets, readFilter } from './filter.ts';
import { type Happening, happeningsOf, leadingDiagnoses } from './happening.ts';
import { filterTexts } from './read-subscription.ts';
import { realmOf } from './realm.ts';
import { keptOf } from './subscription-store.ts';
import { topics } from './topics.ts';

export interface PublishPorts {
  readonly ring: KeyRing;
  readonly pseudonymise: Pseudonymise;
}

/**
 * Tells every subscription of the realm what an assessment is news of, in the transaction that keeps the assessment: there
 * is no moment in which one is known and the other lost. While nobody has subscribed it costs one query a transaction.
 */
export async function publishRun(
  run: Pick<FinishedRun, 'assessment' | 'caller'>,
  trx: Transaction<Tables>,
  ports: PublishPorts,
): Promise<void> {
  const owner = realmOf(run.caller);
  const rows = await subscriptionsOf(owner, trx);
  if (rows.length === 0) return;
  const before = await exchangeLeading(run, trx, ports);
  for (const happening of happeningsOf(run, before)) await publish(happening, rows, trx, ports);
}

const looked = new WeakMap<Transaction<Tables>, Map<string, Promise<readonly Tables['subscription'][]>>>();

/**
 * The subscriptions of a realm that are not off. A transaction keeps a group of runs: a query for each of them would let the event
 * loop turn once for each, and under load the group, with everything in it, would wait for seconds.
 */
function subscriptionsOf(owner: string, trx: Transaction<Tables>): Promise<readonly Tables['subscription'][]> {
  const byOwner = looked.get(trx) ?? new Map();
  looked.set(trx, byOwner);
  const known =
    byOwner.get(owner) ??
    trx.selectFrom('subscription').selectAll().where('owner', '=', owner).where('status', '!=', 'off').execute();
  byOwner.set(owner, known);
  return known;
}

/** Appends a happening to the subscriptions of its topic whose filters it meets. */
export async function publish(
  { topic, at, focus, resource, facts }: Happening,
  rows: readonly Tables['subscription'][],
  trx: Transaction<Tables>,
  { ring }: Pick<PublishPorts, 'ring'>,
): Promise<void> {
  for (const row of rows.filter((each) => each.topic === topic)) {
    if (meets(facts, filtersOf(row, ring))) await appendEvent(row.id, { at, focus, resource }, trx, ring);
  }
}

function filtersOf(row: Tables['subscription'], ring: KeyRing): readonly Filter[] {
  const topic = topics.find(({ id }) => id === row.topic);
  return topic ? filterTexts(keptOf(row, ring).resource).flatMap((text) => readFilter(text, topic, 'criteria')) : [];
}

/** Remembers the leading diagnoses of a patient, and returns those that led before. */
async function exchangeLeading(
  run: Pick<FinishedRun, 'assessment' | 'caller'>,
  trx: Transaction<Tables>,
  { ring, pseudonymise }: PublishPorts,
) {
  const patient = pseudonymise(run.assessment.case.subject.reference, run.caller);
  const place = `leading_diagnoses/${patient}`;
  const row = await trx.selectFrom('leading_diagnoses').selectAll().where('patient', '=', patient).executeTakeFirst();
  const values = seal(leadingDiagnoses(run), place, ring);
  await trx
    .insertInto('leading_diagnoses')
    .values({ patient, ...values })
    .onConflict((conflict) => conflict.column('patient').doUpdateSet(values))
    .execute();
  return row && (unseal(row, place, ring) as readonly string[]);
}
