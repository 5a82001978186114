import type { FinishedRun, KeptRun } from '../assessment/kept-run.ts';
import { keptRun } from '../assessment/kept-run.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './open-database.ts';
import { seal, unseal } from './seal.ts';
import type { Tables } from './tables.ts';

/** An assessment as it is written. */
export type AssessmentRow = Readonly<Tables['assessment']>;

/**
 * The row of an assessment, sealed, under its patient's pseudonym. The versions stay legible, so that a model's runs can be
 * counted.
 */
export function assessmentRow(run: FinishedRun, patient: string, ring: KeyRing): AssessmentRow {
  const { id, createdAt, versions, inputHash, ...content } = keptRun(run);
  return {
    id,
    created_at: createdAt,
    patient,
    versions: JSON.stringify(versions),
    input_hash: inputHash,
    ...seal(content, placeOf(id), ring),
  };
}

/** Writes an assessment, once; there is no other way to write one. */
export async function insertAssessment(row: AssessmentRow, db: Database): Promise<void> {
  await db.insertInto('assessment').values(row).execute();
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
