import type { FindReady } from '../assessment/ports.ts';
import { findAssessment } from './assessments.ts';
import type { Keys } from './key-ring.ts';
import type { Database } from './open-database.ts';
import type { Pseudonymise } from './pseudonym.ts';

export interface ReadyPorts {
  readonly db: Database;
  readonly keys: Keys;
  readonly pseudonymise: Pseudonymise;
  readonly now: () => Date;
  readonly onOutcome: (outcome: 'hit' | 'miss') => void;
  /** Hears why the database could not be asked. */
  readonly onFailure: (thrown: unknown) => void;
}

/** Findings age: what was found yesterday is found anew. */
const longestMs = 24 * 3_600_000;

/** Finds runs that were made ahead of a call among those that are kept. */
export function readyAssessments(ports: ReadyPorts): FindReady {
  return async (query) => {
    const kept = await find(query, ports).catch((thrown: unknown) => {
      ports.onFailure(thrown);
      return undefined;
    });
    ports.onOutcome(kept ? 'hit' : 'miss');
    return kept;
  };
}

async function find(query: Parameters<FindReady>[0], { db, keys, pseudonymise, now }: ReadyPorts) {
  const since = new Date(now().getTime() - longestMs).toISOString();
  const patient = pseudonymise(query.patient, query.caller);
  const recent = await db
    .selectFrom('assessment')
    .select(['id', 'input_hash'])
    .where('patient', '=', patient)
    .where('created_at', '>=', since)
    .where('versions', '=', JSON.stringify(query.versions))
    .orderBy('created_at', 'desc')
    .limit(5)
    .execute();
  if (recent.length === 0) return undefined;
  const hash = query.inputHash();
  const same = recent.find(({ input_hash }) => input_hash === hash);
  return same && findAssessment(same.id, db, keys.seal);
}
