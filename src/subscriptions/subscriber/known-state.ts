import type { Versions } from '../../assessment/assessment.ts';
import type { HookRequest } from '../../assessment/assessor.ts';
import { inputOf } from '../../assessment/evidence.ts';
import { digestOf } from '../../assessment/kept-run.ts';
import type { ServingModel } from '../../assessment/ports.ts';
import { gatherEvidence } from '../../assessment/steps/gather-evidence.ts';
import type { Database } from '../../store/open-database.ts';
import type { Pseudonymise } from '../../store/pseudonym.ts';

export interface KnownStatePorts {
  readonly db: Database;
  readonly pseudonymise: Pseudonymise;
  readonly model: ServingModel;
  /** What a result would carry now. */
  readonly versions: Versions;
}

/**
 * Whether the newest kept assessment of a patient is of these very data, by this very program, model and knowledge: what has
 * been assessed is not assessed again, however often it is told, and whenever the process died in between.
 */
export async function isKnownState(
  request: HookRequest,
  { db, pseudonymise, model, versions }: KnownStatePorts,
): Promise<boolean> {
  const newest = await db
    .selectFrom('assessment')
    .select(['input_hash', 'versions'])
    .where('patient', '=', pseudonymise(`Patient/${request.patientId}`, request.caller ?? {}))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest?.versions !== JSON.stringify(versions)) return false;
  const draft = await gatherEvidence({ request, model, startedAt: new Date(0) });
  return draft.evidence !== undefined && newest.input_hash === digestOf(inputOf(draft.evidence));
}
