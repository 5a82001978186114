import { type BriefForm, briefForm } from '../clinical/brief/brief-form.ts';
import { type BriefRecords, createBriefRecords } from '../clinical/brief/brief-record.ts';
import type { Case } from '../clinical/case.ts';
import { readDateBytes } from '../fhir/date-bytes.ts';
import { isObject } from '../fhir/json.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { birthDateProblems, type PlacedProblem, parseLine } from './bucket-patients.ts';
import type { KnownForm } from './lines/form-index.ts';
import { lineOf, locateGaps, type RecordCursor, recordCursor } from './lines/line-record.ts';
import { readNumberBytes } from './lines/number-bytes.ts';
import { createNumberMarks } from './number-marks.ts';
import type { BucketPart, PatientLines } from './patient-lines.ts';

/** A patient whose lines were read without being parsed. */
export interface BriefPatient {
  /** See `BriefRecord.read`. */
  readonly case: Case;
  /** The lines without those that never say anything: read in full, they come to the same findings. */
  readonly speaking: PatientLines;
  readonly problems: readonly PlacedProblem[];
}

/**
 * Reads a patient from the lines of a bucket without parsing any but the Patient itself. Undefined wherever reading in full
 * could come to something else: a line of no known form, a resource that comes twice, unusual dates.
 */
export type ReadBriefly = (lines: PatientLines, parts: readonly BucketPart[]) => BriefPatient | undefined;

/** What is known of a form here. */
interface ReadingForm {
  readonly form: BriefForm;
  /** Gap of the id. */
  readonly id: number;
  /** Gap of the date; -1 without one. */
  readonly date: number;
  /** Gap of the number of each part; -1 without one. */
  readonly numbers: Int32Array;
}

/** Part of a bucket whose lines are being read. */
interface OpenPart {
  readonly part: BucketPart;
  readonly record: RecordCursor;
  readonly readings: (ReadingForm | 'unreadable' | undefined)[];
}

/** @param at the instant that patients are assessed at */
export function briefReader(terminology: Terminology, at: Date): ReadBriefly {
  const known = new Map<KnownForm, ReadingForm | 'unreadable'>();
  const brief = createBriefRecords(terminology, at.getTime());
  const ids = createNumberMarks();
  const openParts = new WeakMap<BucketPart, OpenPart>();
  // The line at hand: one for all, as there are thousands to a patient.
  const gaps = new Int32Array(1024);
  const line: { bytes: Buffer; reading: ReadingForm | undefined } = { bytes: Buffer.alloc(0), reading: undefined };
  const textOf = (gap: number) => line.bytes.toString('latin1', gaps[2 * gap], gaps[2 * gap + 1]);
  const numberOf = (part: number) => {
    const gap = line.reading!.numbers[part]!;
    return readNumberBytes(line.bytes, gaps[2 * gap]!, gaps[2 * gap + 1]!);
  };
  const date = { start: 0, end: 0, day: 0, text: () => textOf(line.reading!.date) };

  function opened(part: BucketPart): OpenPart {
    const open = openParts.get(part) ?? { part, record: recordCursor(part.bytes), readings: [] };
    openParts.set(part, open);
    return open;
  }

  function readingOf(form: KnownForm): ReadingForm | 'unreadable' {
    const reading = known.get(form) ?? learn(form, terminology) ?? 'unreadable';
    known.set(form, reading);
    return reading;
  }

  /** Adds the line at hand. */
  function addLine({ part, record, readings }: OpenPart): ReturnType<BriefRecords['add']> {
    const { bytes, forms } = part;
    const known = forms[record.formNumber]!;
    readings[record.formNumber] ??= readingOf(known);
    const reading = readings[record.formNumber]!;
    if (reading === 'unreadable') return 'unclear';
    locateGaps(bytes, record, known, gaps);
    // The same resource again, perhaps: which version counts is not for here.
    if (!ids.isNew(hashOf(record.view, gaps[2 * reading.id]!, gaps[2 * reading.id + 1]!))) return 'unclear';
    line.bytes = bytes;
    line.reading = reading;
    const { form, date: gap } = reading;
    if (gap < 0) return brief.add(form, undefined, numberOf);
    const isDate = readDateBytes(bytes, gaps[2 * gap]!, gaps[2 * gap + 1]!, date);
    return isDate ? brief.add(form, date, numberOf) : 'unclear';
  }

  return ({ id, places, whole }, parts) => {
    const patient = onlyWholeLine(whole, parts);
    if (!patient) return undefined;
    const parsed = parseLine(patient, patient.line, []);
    if (parsed?.resource.resourceType !== 'Patient') return undefined;
    brief.begin(parsed.resource);
    ids.begin(places.length / 2);
    const speaking = [...whole];
    let open: OpenPart | undefined;
    for (let place = 0; place < places.length; place += 2) {
      const part = parts[places[place]!]!;
      if (open?.part !== part) open = opened(part);
      open.record.moveTo(places[place + 1]!);
      if (open.record.formNumber < 0) continue;
      const said = addLine(open);
      if (said === 'unclear') return undefined;
      if (said === 'speaks') speaking.push(places[place]!, places[place + 1]!);
    }
    const read = brief.read();
    return read && { case: read, speaking: { id, places: speaking, whole }, problems: birthDateProblems(id, parsed) };
  };
}

/** The line of no known form, which should be the Patient; undefined when there is none, or another. */
function onlyWholeLine(whole: readonly number[], parts: readonly BucketPart[]) {
  if (whole.length !== 2) return undefined;
  const [number, at] = whole as [number, number];
  const part = parts[number]!;
  const record = recordCursor(part.bytes);
  record.moveTo(at);
  return { part, number: record.number, line: lineOf(part.bytes, record, undefined) };
}

function learn({ pieces, gaps, id }: KnownForm, terminology: Terminology): ReadingForm | undefined {
  const line = pieces.map((piece, place) => piece + (gaps[place] ? (gaps[place].kind === 'number' ? '0' : 'x') : ''));
  const sample: unknown = JSON.parse(Buffer.from(line.join(''), 'latin1').toString('utf8'));
  const gapOf = new Map(gaps.map(({ path }, gap) => [path, gap]));
  const form = isObject(sample) ? briefForm(sample, new Set(gapOf.keys()), terminology) : undefined;
  const gapAt = (path: string | undefined) => (path === undefined ? -1 : gapOf.get(path)!);
  return (
    form && { form, id, date: gapAt(form.date), numbers: Int32Array.from(form.parts, ({ number }) => gapAt(number)) }
  );
}

/** FNV-1a by words: two ids with the same hash cost the time of reading in full, and nothing else. */
function hashOf(bytes: DataView, from: number, to: number): number {
  let hash = 0x811c9dc5;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = Math.imul(hash ^ bytes.getInt32(at), 0x01000193);
  for (; at < to; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193);
  return hash;
}
