import { isObject, objectOf, stringOf } from '../fhir/json.ts';
import { parseReference } from '../fhir/reference.ts';

/** Resource types that the normaliser reads. Nothing else leaves the first pass. */
export const usedTypes = ['Patient', 'Observation', 'Condition'] as const;
export type UsedType = (typeof usedTypes)[number];

/** What a line is about, found without parsing it where its form allows. */
export type LineSubject =
  | { readonly kind: 'used'; readonly type: UsedType; readonly patient: string; readonly id: string | undefined }
  /** Another resource type, or about something that is no patient. */
  | { readonly kind: 'unused' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'no-patient'; readonly type: UsedType; readonly id: string | undefined };

const unused: LineSubject = { kind: 'unused' };
const opening = Buffer.from('{"resourceType":"');
const contained = Buffer.from('"contained"');
const subject = Buffer.from('"subject"');
const relative = Buffer.from('"subject":{"reference":"Patient/');
const quote = 0x22;
const backslash = 0x5c;

/**
 * Reads a line's type and patient. The bytes decide only where they leave no doubt: the type is the first member, there
 * is one `"subject"` and nothing contained. Every other form is parsed. A line that the bytes let pass may still be
 * broken further on, which shows when it is parsed.
 */
export function readLineSubject(bytes: Buffer, start: number, end: number): LineSubject {
  const line = bytes.subarray(start, end);
  if (!standsAt(line, 0, opening)) return parsedSubject(line);
  const type = word(line, opening.length);
  if (type === undefined) return parsedSubject(line);
  const used = usedTypes.find((known) => known === type);
  if (!used) return unused;
  const id = idAfter(line, opening.length + type.length);
  if (used === 'Patient') return id === undefined ? parsedSubject(line) : { kind: 'used', type: used, patient: id, id };
  const at = line.indexOf(relative);
  if (at < 0 || id === undefined) return parsedSubject(line);
  if (line.indexOf(subject, at + relative.length) >= 0 || line.indexOf(subject) !== at || line.includes(contained))
    return parsedSubject(line);
  const patient = word(line, at + relative.length);
  return patient === undefined || !idPattern.test(patient)
    ? parsedSubject(line)
    : { kind: 'used', type: used, patient, id };
}

// FHIR R4 §2.24.0.1 id.
const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
const idMember = Buffer.from('","id":"');

function idAfter(line: Buffer, at: number): string | undefined {
  if (!standsAt(line, at, idMember)) return undefined;
  const id = word(line, at + idMember.length);
  return id !== undefined && idPattern.test(id) ? id : undefined;
}

function standsAt(line: Buffer, at: number, expected: Buffer): boolean {
  const end = at + expected.length;
  return end <= line.length && line.compare(expected, 0, expected.length, at, end) === 0;
}

/** The characters up to the closing quote; undefined where they are not plain. */
function word(line: Buffer, from: number): string | undefined {
  const most = Math.min(line.length, from + 100);
  for (let at = from; at < most; at++) {
    const byte = line[at]!;
    if (byte === quote) return line.toString('latin1', from, at);
    if (byte === backslash || byte > 0x7e || byte < 0x20) return undefined;
  }
  return undefined;
}

function parsedSubject(line: Buffer): LineSubject {
  let resource: unknown;
  try {
    resource = JSON.parse(line.toString('utf8'));
  } catch {
    return { kind: 'broken' };
  }
  if (!isObject(resource) || typeof resource.resourceType !== 'string') return { kind: 'broken' };
  const type = usedTypes.find((known) => known === resource.resourceType);
  if (!type) return unused;
  const id = stringOf(resource.id);
  if (type === 'Patient')
    return id === undefined ? { kind: 'no-patient', type, id } : { kind: 'used', type, patient: id, id };
  const reference = parseReference(objectOf(resource.subject ?? resource.patient).reference);
  // Lines have no fullUrl, so a urn can only mean the Patient of that id.
  if (reference?.kind === 'urn')
    return { kind: 'used', type, patient: reference.urn.replace(/^urn:(uuid|oid):/, ''), id };
  if (reference?.kind !== 'resource') return { kind: 'no-patient', type, id };
  return reference.type === 'Patient' ? { kind: 'used', type, patient: reference.id, id } : unused;
}
