import { type BriefForm, briefForm } from '../clinical/brief/brief-form.ts';
import { type BriefRecord, createBriefRecord } from '../clinical/brief/brief-record.ts';
import type { Case } from '../clinical/case.ts';
import { readDateBytes } from '../fhir/date-bytes.ts';
import { isObject } from '../fhir/json.ts';
import type { Terminology } from '../terminology/terminology.ts';
import { birthDateProblems, type PlacedProblem, parseLine } from './bucket-patients.ts';
import type { KnownForm } from './lines/form-index.ts';
import { lineOf, locateGaps, type RecordCursor, recordCursor } from './lines/line-record.ts';
import { readNumberBytes } from './lines/number-bytes.ts';
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
  /** Gap of the date; -1 without one. */
  readonly date: number;
  readonly gapOf: ReadonlyMap<string, number>;
}

/** @param at the instant that patients are assessed at */
export function briefReader(terminology: Terminology, at: Date): ReadBriefly {
  const readings = new Map<KnownForm, ReadingForm | 'unreadable'>();
  const cursorOf = cursorMemory();
  const now = at.getTime();
  // The line at hand: one for all, as there are thousands to a patient.
  const gaps = new Int32Array(1024);
  const line: { bytes: Buffer; reading: ReadingForm | undefined } = { bytes: Buffer.alloc(0), reading: undefined };
  const textOf = (gap: number) => line.bytes.toString('latin1', gaps[2 * gap], gaps[2 * gap + 1]);
  const numberOf = (path: string) => {
    const gap = line.reading!.gapOf.get(path)!;
    return readNumberBytes(line.bytes, gaps[2 * gap]!, gaps[2 * gap + 1]!);
  };
  const date = { start: 0, end: 0, day: 0, text: () => textOf(line.reading!.date) };

  function readingOf(known: KnownForm): ReadingForm | undefined {
    let reading = readings.get(known);
    if (!reading) {
      reading = learn(known, terminology) ?? 'unreadable';
      readings.set(known, reading);
    }
    return reading === 'unreadable' ? undefined : reading;
  }

  function addLine(brief: BriefRecord, bytes: Buffer, known: KnownForm): ReturnType<BriefRecord['add']> {
    const reading = readingOf(known);
    if (!reading) return 'unclear';
    line.bytes = bytes;
    line.reading = reading;
    const { form, date: gap } = reading;
    if (gap < 0) return brief.add(form, undefined, numberOf);
    const isDate = readDateBytes(bytes, gaps[2 * gap]!, gaps[2 * gap + 1]!, date);
    return isDate ? brief.add(form, date, numberOf) : 'unclear';
  }

  return ({ id, places, whole }, parts) => {
    const patient = onlyWholeLine(whole, parts, cursorOf);
    if (!patient) return undefined;
    const parsed = parseLine(patient, patient.line, []);
    if (parsed?.resource.resourceType !== 'Patient') return undefined;
    const brief = createBriefRecord(parsed.resource, terminology, now);
    const ids = new Set<number>();
    const speaking = [...whole];
    for (let place = 0; place < places.length; place += 2) {
      const { bytes, forms } = parts[places[place]!]!;
      const record = cursorOf(bytes);
      record.moveTo(places[place + 1]!);
      const known = forms[record.formNumber];
      if (!known) continue;
      locateGaps(bytes, record, known, gaps);
      const hash = hashOf(bytes, gaps[2 * known.id]!, gaps[2 * known.id + 1]!);
      // The same resource again, perhaps: which version counts is not for here.
      if (ids.has(hash)) return undefined;
      ids.add(hash);
      const said = addLine(brief, bytes, known);
      if (said === 'unclear') return undefined;
      if (said === 'speaks') speaking.push(places[place]!, places[place + 1]!);
    }
    const read = brief.read();
    return read && { case: read, speaking: { id, places: speaking, whole }, problems: birthDateProblems(id, parsed) };
  };
}

type CursorOf = (bytes: Buffer) => RecordCursor;

function cursorMemory(): CursorOf {
  const cursors = new WeakMap<Buffer, RecordCursor>();
  let last: { readonly bytes: Buffer; readonly cursor: RecordCursor } | undefined;
  return (bytes) => {
    if (last?.bytes === bytes) return last.cursor;
    const cursor = cursors.get(bytes) ?? recordCursor(bytes);
    cursors.set(bytes, cursor);
    last = { bytes, cursor };
    return cursor;
  };
}

/** The line of no known form, which should be the Patient; undefined when there is none, or another. */
function onlyWholeLine(whole: readonly number[], parts: readonly BucketPart[], cursorOf: CursorOf) {
  if (whole.length !== 2) return undefined;
  const [number, at] = whole as [number, number];
  const part = parts[number]!;
  const record = cursorOf(part.bytes);
  record.moveTo(at);
  return { part, number: record.number, line: lineOf(part.bytes, record, undefined) };
}

function learn({ pieces, gaps }: KnownForm, terminology: Terminology): ReadingForm | undefined {
  const line = pieces.map((piece, place) => piece + (gaps[place] ? (gaps[place].kind === 'number' ? '0' : 'x') : ''));
  const sample: unknown = JSON.parse(Buffer.from(line.join(''), 'latin1').toString('utf8'));
  const gapOf = new Map(gaps.map(({ path }, gap) => [path, gap]));
  const form = isObject(sample) ? briefForm(sample, new Set(gapOf.keys()), terminology) : undefined;
  return form && { form, gapOf, date: form.date === undefined ? -1 : gapOf.get(form.date)! };
}

/** FNV-1a: two ids with the same hash cost the time of reading in full, and nothing else. */
function hashOf(bytes: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}
