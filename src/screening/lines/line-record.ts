import { bucketOf, bucketOfBytes } from '../buckets.ts';
import type { SpillBuffer } from '../spill.ts';
import type { KnownForm } from './form-index.ts';

// A record: length of what follows the id, number of the line, length of the patient's id (uint32, uint32, uint8); the
// id; number of the form and one (uint16), or 0. Then the line itself, or the gaps but the patient's, each behind its
// length (uint16).
const headerBytes = 9;
const formBytes = 2;
const gapBytes = 2;
const noForm = 0;

/** A line that is kept as it is. */
export interface WholeLine {
  readonly patient: string;
  /** Number of the line within its slice, from 1. */
  readonly number: number;
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

export function writeWholeLine(buffer: SpillBuffer, buckets: number, line: WholeLine): void {
  const { patient, number, bytes: source, start, end } = line;
  const size = headerBytes + patient.length + formBytes + end - start;
  const { bytes, at } = buffer.room(bucketOf(patient, buckets), size);
  bytes.writeUInt32LE(formBytes + end - start, at);
  bytes.writeUInt32LE(number, at + 4);
  bytes[at + 8] = patient.length;
  bytes.write(patient, at + headerBytes, 'latin1');
  const after = at + headerBytes + patient.length;
  bytes.writeUInt16LE(noForm, after);
  source.copy(bytes, after + formBytes, start, end);
}

/** A line that is kept as its form and what stands in the gaps. */
export interface FormedLine {
  readonly form: KnownForm;
  /** Number of the form in the list of the slice. */
  readonly formNumber: number;
  /** See `FormIndex.gaps`. */
  readonly gaps: Int32Array;
  readonly number: number;
  /** The bytes that the gaps stand in. */
  readonly source: DataView;
}

export function writeFormedLine(buffer: SpillBuffer, buckets: number, line: FormedLine): void {
  const { form, formNumber, gaps, number, source } = line;
  const { patient } = form;
  const idFrom = gaps[2 * patient]!;
  const idTo = gaps[2 * patient + 1]!;
  const count = form.kinds.length;
  let length = formBytes;
  for (let gap = 0; gap < count; gap++) if (gap !== patient) length += gapBytes + gaps[2 * gap + 1]! - gaps[2 * gap]!;
  const size = headerBytes + idTo - idFrom + length;
  const { view, at } = buffer.room(bucketOfBytes(source, idFrom, idTo, buckets), size);
  view.setUint32(at, length, true);
  view.setUint32(at + 4, number, true);
  view.setUint8(at + 8, idTo - idFrom);
  let to = copy(source, idFrom, idTo, view, at + headerBytes);
  view.setUint16(to, formNumber + 1, true);
  to += formBytes;
  for (let gap = 0; gap < count; gap++) {
    if (gap === patient) continue;
    const from = gaps[2 * gap]!;
    const end = gaps[2 * gap + 1]!;
    view.setUint16(to, end - from, true);
    to = copy(source, from, end, view, to + gapBytes);
  }
}

/** Some ten bytes: a call of Buffer.copy would take longer than four of them at a time. */
function copy(source: DataView, from: number, end: number, target: DataView, to: number): number {
  let [at, place] = [from, to];
  for (; at + 4 <= end; at += 4, place += 4) target.setInt32(place, source.getInt32(at));
  for (; at < end; at++, place++) target.setUint8(place, source.getUint8(at));
  return place;
}

/** Most forms that the lines of a slice can refer to. */
export const mostFormNumbers = 0xfffe;

/** Walks over the records of a bucket's part, without an object for each. */
export interface RecordCursor {
  readonly view: DataView;
  /** Goes to the record that begins there. */
  moveTo(at: number): void;
  /** Where the next record begins. */
  readonly next: number;
  readonly number: number;
  readonly idFrom: number;
  readonly idTo: number;
  /** Number of the form in the list of the slice; -1 for a whole line. */
  readonly formNumber: number;
  /** The whole line, or the gaps. */
  readonly from: number;
  readonly to: number;
}

export function recordCursor(bytes: Buffer): RecordCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor = { view, next: 0, number: 0, idFrom: 0, idTo: 0, formNumber: -1, from: 0, to: 0, moveTo };
  function moveTo(at: number): void {
    cursor.number = view.getUint32(at + 4, true);
    cursor.idFrom = at + headerBytes;
    cursor.idTo = cursor.idFrom + view.getUint8(at + 8);
    cursor.to = cursor.idTo + view.getUint32(at, true);
    cursor.formNumber = view.getUint16(cursor.idTo, true) - 1;
    cursor.from = cursor.idTo + formBytes;
    cursor.next = cursor.to;
  }
  return cursor;
}

/**
 * Where the gaps of a formed line stand in its record: from, to, from, to …, in the order of the form.
 * @param gaps filled by this
 */
export function locateGaps(bytes: Buffer, record: RecordCursor, form: KnownForm, gaps: Int32Array): void {
  let at = record.from;
  for (let gap = 0; gap < form.kinds.length; gap++) {
    if (gap === form.patient) {
      gaps[2 * gap] = record.idFrom;
      gaps[2 * gap + 1] = record.idTo;
      continue;
    }
    const length = bytes[at]! | (bytes[at + 1]! << 8);
    gaps[2 * gap] = at + gapBytes;
    gaps[2 * gap + 1] = at + gapBytes + length;
    at += gapBytes + length;
  }
}

/** The line as it was read. */
export function lineOf(bytes: Buffer, record: RecordCursor, form: KnownForm | undefined): Buffer {
  if (!form) return bytes.subarray(record.from, record.to);
  const gaps = new Int32Array(2 * form.kinds.length);
  locateGaps(bytes, record, form, gaps);
  const text = Buffer.from(form.text.buffer, form.text.byteOffset, form.text.byteLength);
  const parts: Buffer[] = [];
  let from = 0;
  form.ends.forEach((end, piece) => {
    parts.push(text.subarray(from, end));
    from = end;
    if (piece < form.kinds.length) parts.push(bytes.subarray(gaps[2 * piece]!, gaps[2 * piece + 1]!));
  });
  return Buffer.concat(parts);
}
