import type { ShownMemory, Viewing } from '../assessment/shown-memory.ts';
import type { Keys } from '../store/key-ring.ts';
import type { Database } from '../store/open-database.ts';
import type { Pseudonymise } from '../store/pseudonym.ts';
import { recallShown, rememberShown, type ShownKey } from '../store/shown-cards.ts';

export interface StoredMemoryPorts {
  readonly db: Database;
  readonly keys: Keys;
  readonly pseudonymise: Pseudonymise;
  /** Hears of a database that failed. */
  readonly onFailure: (thrown: unknown) => void;
}

/** What readers have seen, in the database, under the pseudonyms of patient and reader. */
export function storedMemory({ db, keys, pseudonymise, onFailure }: StoredMemoryPorts): ShownMemory {
  const keyOf = ({ patient, service, caller }: Viewing): ShownKey => ({
    patient: pseudonymise(patient, caller),
    service,
    viewer: pseudonymise(caller.user ?? '', caller),
  });
  return {
    async recall(viewing) {
      try {
        return await recallShown(keyOf(viewing), db, keys.seal);
      } catch (thrown) {
        onFailure(thrown);
        return undefined;
      }
    },
    async remember(viewing, shown) {
      await rememberShown(keyOf(viewing), shown, db, keys.seal).catch(onFailure);
    },
  };
}
