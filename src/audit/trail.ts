import type { Transaction } from 'kysely';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from '../store/key-ring.ts';
import type { Database } from '../store/open-database.ts';
import type { Tables } from '../store/tables.ts';
import { appendRecords, beginChain } from './audit-log.ts';
import { createGroupCommit } from './group-commit.ts';
import type { AuditRecord } from './record.ts';

/** A record as its author gives it: the trail knows the time. */
export type Recorded = Omit<AuditRecord, 'at'>;

export interface RecordOptions {
  /** What becomes durable together with the record or not at all, e.g. the assessment that it vouches for. */
  readonly together?: (trx: Transaction<Tables>) => Promise<unknown>;
  /** How long the record may wait for company, in milliseconds; see `GroupCommit.add`. */
  readonly patienceMs?: number;
}

/** The append-only log of who was told what about whom. */
export interface AuditTrail {
  /**
   * Resolves when the record is durable: it survives the death of the process.
   * @throws HoofbeatsError STORE_UNAVAILABLE, OVERLOADED, RECORD_ALTERED; nothing was written then.
   */
  record(record: Recorded, options?: RecordOptions): Promise<void>;
  /** Whether the last records became durable and the next soon will. While it is, nobody need wait for the disk. */
  readonly sound: boolean;
  /** Resolves when everything recorded so far is durable. */
  drained(): Promise<void>;
}

/** Hears how the trail fares. */
export interface TrailObserver {
  /** Records that no transaction has taken yet. */
  waiting(records: number): void;
  /** A transaction has ended. */
  committed(outcome: 'committed' | 'failed', ms: number): void;
}

const unobserved: TrailObserver = { waiting() {}, committed() {} };

interface Entry extends Pick<RecordOptions, 'together'> {
  readonly record: AuditRecord;
}

export async function createAuditTrail(
  db: Database,
  ring: KeyRing,
  now: () => Date,
  observer: TrailObserver = unobserved,
): Promise<AuditTrail> {
  await beginChain(db, ring);
  let sound = true;
  const commit = async (entries: readonly Entry[]) => {
    const began = performance.now();
    try {
      await db.transaction().execute(async (trx) => {
        const records = entries.map(({ record }) => record);
        await appendRecords(records, trx, ring);
        for (const { together } of entries) await together?.(trx);
      });
      sound = true;
    } catch (cause) {
      sound = false;
      if (cause instanceof HoofbeatsError) throw cause;
      throw new HoofbeatsError('STORE_UNAVAILABLE', 'The audit record could not be written.', { cause });
    } finally {
      observer.committed(sound ? 'committed' : 'failed', performance.now() - began);
      observer.waiting(group.waiting);
    }
  };
  const group = createGroupCommit(commit);
  return {
    record(record, { together, patienceMs } = {}) {
      const entry = { record: { ...record, at: now().toISOString() }, ...(together && { together }) };
      const added = group.add(entry, patienceMs);
      observer.waiting(group.waiting);
      return added;
    },
    get sound() {
      return sound && !group.behind;
    },
    drained: () => group.drained(),
  };
}
