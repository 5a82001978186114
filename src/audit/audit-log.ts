import type { Transaction } from 'kysely';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from '../store/key-ring.ts';
import type { Database } from '../store/open-database.ts';
import type { Tables } from '../store/tables.ts';
import { type AuditRow, type ChainHead, emptyChain, extendChain, isGenuine } from './chain.ts';
import type { AuditRecord } from './record.ts';
import type { Chain } from './verify-chain.ts';

/** The head's row. */
const headId = 1;
/** Rows read at a time. */
const pageSize = 500;

/** Begins the chain of a new database. A head that is missing beside records is a sign of tampering, and is left missing. */
export async function beginChain(db: Database, ring: KeyRing): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const some = await trx.selectFrom('audit').select('seq').limit(1).executeTakeFirst();
    if (some) return;
    const head = { id: headId, ...emptyChain(ring) };
    await trx
      .insertInto('audit_head')
      .values(head)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/**
 * Appends records inside a transaction. The update of the head comes first: it makes processes that share the database
 * append one after the other.
 * @throws HoofbeatsError RECORD_ALTERED when the head is not one that we wrote: to go on from it would cover the deed.
 */
export async function appendRecords(
  records: readonly AuditRecord[],
  trx: Transaction<Tables>,
  ring: KeyRing,
): Promise<void> {
  const found = await trx
    .updateTable('audit_head')
    .set(({ ref }) => ({ seq: ref('seq') }))
    .where('id', '=', headId)
    .returning(['seq', 'hash', 'key_id', 'mac'])
    .executeTakeFirst();
  if (!found || !isGenuine(found, ring))
    throw new HoofbeatsError('RECORD_ALTERED', 'The head of the audit log is not as it was written.');
  const { rows, head } = extendChain(found, records, ring);
  await trx.insertInto('audit').values(rows).execute();
  await trx.updateTable('audit_head').set(head).where('id', '=', headId).execute();
}

/** The whole chain, for verification while others go on writing. */
export async function readChain(db: Database): Promise<Chain> {
  // One statement, so that head and last record belong together.
  const found = await db
    .selectFrom((builder) =>
      builder
        .selectFrom('audit')
        .select(({ fn }) => fn.max('seq').as('last'))
        .as('newest'),
    )
    .leftJoin('audit_head', (join) => join.on('audit_head.id', '=', headId))
    .select(['newest.last', 'audit_head.seq', 'audit_head.hash', 'audit_head.key_id', 'audit_head.mac'])
    .executeTakeFirstOrThrow();
  const { last, ...head } = found;
  return {
    head: head.seq === null ? undefined : (head as ChainHead),
    last: Number(last ?? 0),
    rows: rowsUpTo(head.seq ?? 0, db),
  };
}

async function* rowsUpTo(end: number, db: Database): AsyncGenerator<AuditRow> {
  const upToEnd = db.selectFrom('audit').selectAll().where('seq', '<=', end).orderBy('seq').limit(pageSize);
  let page = await upToEnd.execute();
  while (page.length > 0) {
    yield* page;
    page = await upToEnd.where('seq', '>', page.at(-1)!.seq).execute();
  }
}

/** A record with its number in the chain. */
export type NumberedRecord = AuditRecord & { readonly seq: number };

/** What to look for; every condition must hold. */
export interface AuditQuery {
  /** Pseudonym. */
  readonly patient?: string;
  readonly kind?: string;
  /** ISO 8601 instants: from the one on, to before the other. */
  readonly from?: string;
  readonly until?: string;
  /** Only records before this one. */
  readonly before?: number;
  readonly count: number;
}

/** Records, newest first. */
export async function findRecords(query: AuditQuery, db: Database): Promise<readonly NumberedRecord[]> {
  const { patient, kind, from, until, before, count } = query;
  const rows = await db
    .selectFrom('audit')
    .select(['seq', 'body'])
    .$if(patient !== undefined, (select) => select.where('patient', '=', patient!))
    .$if(kind !== undefined, (select) => select.where('kind', '=', kind!))
    .$if(from !== undefined, (select) => select.where('at', '>=', from!))
    .$if(until !== undefined, (select) => select.where('at', '<', until!))
    .$if(before !== undefined, (select) => select.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(count)
    .execute();
  return rows.map(numbered);
}

export async function findRecord(seq: number, db: Database): Promise<NumberedRecord | undefined> {
  const row = await db.selectFrom('audit').select(['seq', 'body']).where('seq', '=', seq).executeTakeFirst();
  return row && numbered(row);
}

const numbered = ({ seq, body }: Pick<AuditRow, 'seq' | 'body'>): NumberedRecord => ({ seq, ...JSON.parse(body) });
