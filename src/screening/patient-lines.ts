import type { KnownForm } from './lines/form-index.ts';
import { type RecordCursor, recordCursor } from './lines/line-record.ts';

/** One bucket's part of a spill file, in memory. */
export interface BucketPart {
  readonly slice: number;
  readonly generation: number;
  readonly bytes: Buffer;
  /** The forms that its lines refer to. */
  readonly forms: readonly KnownForm[];
}

/** Where the lines about one patient stand. */
export interface PatientLines {
  readonly id: string;
  /** Number of the part and place in its bytes, line after line. */
  readonly places: readonly number[];
  /** Those of them that are kept as they are, being of no known form. */
  readonly whole: readonly number[];
}

interface Places {
  readonly places: number[];
  readonly whole: number[];
}

/** The patients of a bucket by id. Nothing depends on the order of the input's files. */
export function linesByPatient(parts: readonly BucketPart[]): readonly PatientLines[] {
  const byPatient = new Map<string, Places>();
  for (const [number, { bytes }] of parts.entries()) {
    const record = recordCursor(bytes);
    let own: Places | undefined;
    let [from, to] = [0, 0];
    for (let at = 0; at < bytes.length; at = record.next) {
      record.moveTo(at);
      // Lines about a patient mostly stand together.
      if (!own || !isSameId(bytes, record, from, to)) {
        const id = bytes.toString('latin1', record.idFrom, record.idTo);
        own = byPatient.get(id);
        if (!own) {
          own = { places: [], whole: [] };
          byPatient.set(id, own);
        }
        [from, to] = [record.idFrom, record.idTo];
      }
      own.places.push(number, at);
      if (record.formNumber < 0) own.whole.push(number, at);
    }
  }
  return [...byPatient.keys()].sort().map((id) => ({ id, ...byPatient.get(id)! }));
}

function isSameId(bytes: Buffer, { idFrom, idTo }: RecordCursor, from: number, to: number): boolean {
  if (idTo - idFrom !== to - from) return false;
  for (let at = 0; at < to - from; at++) if (bytes[idFrom + at] !== bytes[from + at]) return false;
  return true;
}
