import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { JsonObject } from '../../fhir/json.ts';
import type { KeyRing } from '../../store/key-ring.ts';
import type { Tables } from '../../store/tables.ts';
import { publish } from './publish.ts';

/** A screening that has written its work list; nothing about a patient. */
export interface CompletedScreening {
  /** ISO 8601 instants. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly patients: number;
  readonly assessed: number;
}

/**
 * Tells the subscribers of some realms that a screening is complete.
 * @param owners realms whose patients were screened, from `realmOf`
 */
export async function publishScreening(
  screening: CompletedScreening,
  owners: readonly string[],
  trx: Transaction<Tables>,
  ring: KeyRing,
): Promise<void> {
  if (owners.length === 0) return;
  const rows = await trx
    .selectFrom('subscription')
    .selectAll()
    .where('owner', 'in', [...owners])
    .where('status', '!=', 'off')
    .execute();
  const id = randomUUID();
  const happening = {
    topic: 'screening-completed',
    at: screening.finishedAt,
    focus: `Task/${id}`,
    resource: taskOf(id, screening),
    facts: {},
  };
  await publish(happening, rows, trx, { ring });
}

/** The screening as a FHIR Task that is done. */
const taskOf = (id: string, { startedAt, finishedAt, patients, assessed }: CompletedScreening): JsonObject => ({
  resourceType: 'Task',
  id,
  status: 'completed',
  intent: 'order',
  code: { text: 'Screening for rare diseases' },
  description: 'hoofbeats screen has written its work list.',
  executionPeriod: { start: startedAt, end: finishedAt },
  lastModified: finishedAt,
  output: [
    { type: { text: 'Patients' }, valueInteger: patients },
    { type: { text: 'Patients with a differential' }, valueInteger: assessed },
  ],
});
