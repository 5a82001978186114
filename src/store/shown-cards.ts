import type { KeyRing } from './key-ring.ts';
import type { Database } from './open-database.ts';
import { seal, unseal } from './seal.ts';

/** Who saw a card about whom, and where. */
export interface ShownKey {
  /** Pseudonym of the patient. */
  readonly patient: string;
  /** Id of the CDS service. */
  readonly service: string;
  /** Pseudonym of the user. */
  readonly viewer: string;
}

/** What was shown last, so that the same is not shown again within the cooldown. */
export interface ShownCard {
  /** ISO 8601 instant in UTC. */
  readonly at: string;
  /** Ids of the diagnoses, in the order of the card. */
  readonly diagnoses: readonly string[];
  /** Digest of the findings behind them. */
  readonly findings: string;
}

/** Remembers what was shown, in place of what was shown before. */
export async function rememberShown(key: ShownKey, shown: ShownCard, db: Database, ring: KeyRing): Promise<void> {
  const { at, ...content } = shown;
  const values = { shown_at: at, ...seal(content, placeOf(key), ring) };
  // In a transaction, whose commit does not keep the event loop (see libsql-driver.ts).
  await db.transaction().execute((trx) =>
    trx
      .insertInto('shown_card')
      .values({ ...key, ...values })
      .onConflict((conflict) => conflict.columns(['patient', 'service', 'viewer']).doUpdateSet(values))
      .execute(),
  );
}

export async function recallShown(key: ShownKey, db: Database, ring: KeyRing): Promise<ShownCard | undefined> {
  const row = await db
    .selectFrom('shown_card')
    .selectAll()
    .where('patient', '=', key.patient)
    .where('service', '=', key.service)
    .where('viewer', '=', key.viewer)
    .executeTakeFirst();
  return row && { at: row.shown_at, ...(unseal(row, placeOf(key), ring) as Omit<ShownCard, 'at'>) };
}

const placeOf = ({ patient, service, viewer }: ShownKey) => `shown_card/${patient}/${service}/${viewer}`;
