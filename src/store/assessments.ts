import type { FinishedRun, KeptRun } from '../assessment/kept-run.ts';
import { keptRun } from '../assessment/kept-run.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './open-database.ts';
import { seal, unseal } from './seal.ts';

/**
 * Writes an assessment under its patient's pseudonym, once; there is no other way to write one. The versions stay legible,
 * so that a model's runs can be counted.
 */
export async function insertAssessment(run: FinishedRun, patient: string, db: Database, ring: KeyRing): Promise<void> {
  const { id, createdAt, versions, inputHash, ...content } = keptRun(run);
  await db
    .insertInto('assessment')
    .values({
      id,
      created_at: createdAt,
      patient,
      versions: JSON.stringify(versions),
      input_hash: inputHash,
      ...seal(content, placeOf(id), ring),
    })
    .execute();
}

/**
 * Reads an assessment back.
 * @throws HoofbeatsError RECORD_UNKNOWN, KEY_UNKNOWN, RECORD_ALTERED.
 */
export async function findAssessment(id: string, db: Database, ring: KeyRing): Promise<KeptRun> {
  const row = await db.selectFrom('assessment').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new HoofbeatsError('RECORD_UNKNOWN', 'No assessment of this id has been kept.');
  const content = unseal(row, placeOf(id), ring) as Omit<KeptRun, 'id' | 'createdAt' | 'versions' | 'inputHash'>;
  return {
    id,
    createdAt: row.created_at,
    versions: JSON.parse(row.versions),
    inputHash: row.input_hash,
    ...content,
  };
}

const placeOf = (id: string) => `assessment/${id}`;
