import type { KeepRun } from './assessment/ports.ts';
import { type KeepFeedback, keepingFeedback } from './audit/keep-feedback.ts';
import { type AlsoKeep, keepingRuns } from './audit/keep-run.ts';
import { type AuditTrail, createAuditTrail, type TrailObserver } from './audit/trail.ts';
import type { Config } from './config/schema.ts';
import { openKeys } from './store/key-file.ts';
import type { Keys } from './store/key-ring.ts';
import { type Database, openDatabase } from './store/open-database.ts';
import { type Pseudonymise, pseudonymiser } from './store/pseudonym.ts';

/** All that the server remembers. */
export interface Records {
  readonly db: Database;
  readonly keys: Keys;
  readonly pseudonymise: Pseudonymise;
  readonly trail: AuditTrail;
  readonly keep: KeepRun;
  readonly keepFeedback: KeepFeedback;
  /** What is unsafe about it: for the log, loudly. */
  readonly warnings: readonly string[];
  /** Writes what still waits, then closes the database. */
  close(): Promise<void>;
}

export interface RecordsOptions {
  readonly now?: () => Date;
  readonly alsoKeep?: AlsoKeep;
  /** Hears of a run that could not be kept after its result was given. */
  readonly onLoss?: (thrown: unknown) => void;
  /** Hears how the audit trail fares. */
  readonly observer?: TrailObserver;
}

/**
 * Opens keys, database and audit trail.
 * @throws HoofbeatsError CONFIG_INVALID, STORE_UNAVAILABLE.
 */
export async function openRecords(
  config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR' | 'SEAL_KEYS' | 'PSEUDONYM_KEY'>,
  { now = () => new Date(), alsoKeep, onLoss = () => {}, observer }: RecordsOptions = {},
): Promise<Records> {
  const { keys, besideData } = await openKeys(config);
  const db = await openDatabase(config);
  const trail = await createAuditTrail(db, keys.audit, now, observer);
  const pseudonymise = pseudonymiser(keys.pseudonym);
  return {
    db,
    keys,
    pseudonymise,
    trail,
    keep: keepingRuns({ trail, pseudonymise, keys, onLoss, ...(alsoKeep && { alsoKeep }) }),
    keepFeedback: keepingFeedback(trail, keys, now),
    warnings: besideData
      ? [`The keys lie in ${config.DATA_DIR}, beside the data that they seal: whoever copies the folder reads it.`]
      : [],
    async close() {
      await trail.drained();
      await db.destroy();
    },
  };
}

/** Opens the records for one piece of work, and closes them after it. */
export async function withRecords<Result>(
  config: Parameters<typeof openRecords>[0],
  work: (records: Records) => Promise<Result>,
): Promise<Result> {
  const records = await openRecords(config);
  try {
    return await work(records);
  } finally {
    await records.close();
  }
}
