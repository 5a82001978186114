import type { FinishedRun, KeptRun } from '../assessment/kept-run.ts';
import { keptRun } from '../assessment/kept-run.ts';
import type { Case } from '../clinical/case.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { caseJson } from './case-texts.ts';
import { compressed, decompressed } from './compressed.ts';
import type { KeyRing } from './key-ring.ts';
import type { Database } from './open-database.ts';
import { type PackedCase, unpackedCase } from './packed-case.ts';
import { sealBytes, unsealBytes } from './seal.ts';
import type { Tables } from './tables.ts';

/** An assessment as it is written. */
export type AssessmentRow = Readonly<Tables['assessment']>;

/** What the seal hides. */
type SealedContent = Omit<KeptRun, 'id' | 'createdAt' | 'versions' | 'inputHash' | 'case'> & {
  readonly case: PackedCase | Case;
};

/**
 * The row of an assessment, compressed and sealed, under its patient's pseudonym. The versions stay legible, so that a model's
 * runs can be counted.
 */
export function assessmentRow(run: FinishedRun, patient: string, ring: KeyRing): AssessmentRow {
  const { id, createdAt, versions, inputHash, case: patientCase, ...content } = keptRun(run);
  return {
    id,
    created_at: createdAt,
    patient,
    versions: JSON.stringify(versions),
    input_hash: inputHash,
    ...sealBytes(compressed(...withCase(patientCase, content)), placeOf(id), ring),
  };
}

/** JSON of an object whose case may be in JSON already, in pieces. */
const withCase = (patient: Case, others: object) => [
  JSON.stringify(others).slice(0, -1),
  ',"case":',
  ...caseJson(patient),
  '}',
];

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
  const content = decompressed(unsealBytes(row, placeOf(id), ring)) as SealedContent;
  return {
    id,
    createdAt: row.created_at,
    versions: JSON.parse(row.versions),
    inputHash: row.input_hash,
    ...content,
    case: unpackedCase(content.case),
  };
}

const placeOf = (id: string) => `assessment/${id}`;
