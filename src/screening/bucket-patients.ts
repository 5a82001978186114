import { isObject, stringOf } from '../fhir/json.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';
import { lineOf, recordCursor } from './lines/line-record.ts';
import type { BucketPart, PatientLines } from './patient-lines.ts';
import type { SliceProblem } from './spill.ts';

/** A problem, and the slice that its line is counted in. */
export interface PlacedProblem extends SliceProblem {
  readonly slice: number;
}

/** A patient of a bucket, parsed. Without a Patient resource there is nobody to assess. */
export interface BucketPatient {
  readonly id: string;
  readonly group: PatientGroup | undefined;
  readonly problems: readonly PlacedProblem[];
}

interface Placed {
  readonly part: BucketPart;
  /** Number of the line within its slice. */
  readonly number: number;
}

interface ParsedLine extends Placed {
  readonly resource: PatientGroup['patient'];
}

/** Parses everything that a bucket holds about a patient. */
export function readPatient({ id, places }: PatientLines, parts: readonly BucketPart[]): BucketPatient {
  const problems: PlacedProblem[] = [];
  const lines: Placed[] = [];
  const read: ParsedLine[] = [];
  for (let place = 0; place < places.length; place += 2) {
    const part = parts[places[place]!]!;
    const record = recordCursor(part.bytes);
    record.moveTo(places[place + 1]!);
    const placed = { part, number: record.number };
    const line = parseLine(placed, lineOf(part.bytes, record, part.forms[record.formNumber]), problems);
    lines.push(placed);
    if (line) read.push(line);
  }
  const parsed = newestVersions(read);
  const patients = parsed.filter(({ resource }) => resource.resourceType === 'Patient');
  const patient = patients.length > 1 ? patients.toSorted(newerFirst)[0] : patients[0];
  const resources = parsed
    .filter(({ resource }) => resource.resourceType !== 'Patient')
    .map(({ resource }) => resource);
  if (!patient) {
    const [first] = lines;
    const text = `The Patient was not sent, so ${count(lines.length, 'resource')} of this patient could not be used.`;
    problems.push({ code: 'unknown-patient', text, reference: `Patient/${id}`, ...placeOf(first!) });
    return { id, group: undefined, problems };
  }
  if (patients.length > 1)
    problems.push({
      code: 'duplicate-patient',
      text: `The Patient was sent ${patients.length} times; the newest one was used.`,
      reference: `Patient/${id}`,
      ...placeOf(patient),
    });
  problems.push(...birthDateProblems(id, patient));
  return { id, group: { patient: patient.resource, resources }, problems };
}

/** What is to be told of a Patient without a birth date. */
export const birthDateProblems = (id: string, { resource, ...placed }: ParsedLine): readonly PlacedProblem[] =>
  stringOf(resource.birthDate) === undefined
    ? [
        {
          code: 'no-birth-date',
          text: 'The Patient has no birth date, so results that need the age were not used.',
          reference: `Patient/${id}`,
          ...placeOf(placed),
        },
      ]
    : [];

/** The resource of a line; a line that is none is a problem. */
export function parseLine(placed: Placed, line: Buffer, problems: PlacedProblem[]): ParsedLine | undefined {
  try {
    const resource: unknown = JSON.parse(line.toString('utf8'));
    if (isObject(resource) && typeof resource.resourceType === 'string')
      return { ...placed, resource: resource as PatientGroup['patient'] };
  } catch {
    // Told below, like anything else that is no resource.
  }
  const text = 'The line is not a FHIR resource in JSON, so it was not used.';
  problems.push({ code: 'broken-line', text, ...placeOf(placed) });
  return undefined;
}

/** A later fetch brings newer versions of what an earlier one brought; within one fetch `findDuplicates` decides. */
function newestVersions(lines: readonly ParsedLine[]): readonly ParsedLine[] {
  if (lines.every(({ part }) => part.generation === lines[0]?.part.generation)) return lines;
  const newest = new Map<string, number>();
  for (const { part, resource } of lines) {
    const key = `${resource.resourceType}/${resource.id}`;
    newest.set(key, Math.max(newest.get(key) ?? 0, part.generation));
  }
  return lines.filter(
    ({ part, resource }) => newest.get(`${resource.resourceType}/${resource.id}`) === part.generation,
  );
}

const updated = ({ resource }: ParsedLine) =>
  isObject(resource.meta) ? (stringOf(resource.meta.lastUpdated) ?? '') : '';

/** By `meta.lastUpdated`, then by content, so that the order of the files leaves no trace. */
function newerFirst(a: ParsedLine, b: ParsedLine): number {
  const [updatedA, updatedB] = [updated(a), updated(b)];
  if (updatedA !== updatedB) return updatedA < updatedB ? 1 : -1;
  return JSON.stringify(a.resource) < JSON.stringify(b.resource) ? -1 : 1;
}

const placeOf = ({ part, number }: Placed) => ({ slice: part.slice, line: number });
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
