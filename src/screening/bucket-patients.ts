import { isObject, stringOf } from '../fhir/json.ts';
import type { PatientGroup } from '../fhir/patient-compartment.ts';
import { type SliceProblem, type SpilledLine, spilledLines } from './spill.ts';

/** One bucket's part of a spill file, in memory. */
export interface BucketPart {
  readonly slice: number;
  readonly generation: number;
  readonly bytes: Buffer;
}

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
  readonly line: SpilledLine;
}

interface ParsedLine extends Placed {
  readonly resource: PatientGroup['patient'];
}

/** The patients of a bucket by id, each parsed only when asked for. Nothing depends on the order of the input's files. */
export function* bucketPatients(parts: readonly BucketPart[]): Generator<BucketPatient, void> {
  const byPatient = new Map<string, Placed[]>();
  for (const part of parts) {
    for (const line of spilledLines(part.bytes)) {
      const own = byPatient.get(line.patient);
      if (own) own.push({ part, line });
      else byPatient.set(line.patient, [{ part, line }]);
    }
  }
  for (const id of [...byPatient.keys()].sort()) yield readPatient(id, byPatient.get(id)!);
}

function readPatient(id: string, lines: readonly Placed[]): BucketPatient {
  const problems: PlacedProblem[] = [];
  const parsed = newestVersions(lines.flatMap((placed) => parse(placed, problems) ?? []));
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
  if (stringOf(patient.resource.birthDate) === undefined)
    problems.push({
      code: 'no-birth-date',
      text: 'The Patient has no birth date, so results that need the age were not used.',
      reference: `Patient/${id}`,
      ...placeOf(patient),
    });
  return { id, group: { patient: patient.resource, resources }, problems };
}

function parse(placed: Placed, problems: PlacedProblem[]): ParsedLine | undefined {
  const { bytes, start, end } = placed.line;
  try {
    const resource: unknown = JSON.parse(bytes.toString('utf8', start, end));
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

const placeOf = ({ part, line }: Placed) => ({ slice: part.slice, line: line.number });
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
