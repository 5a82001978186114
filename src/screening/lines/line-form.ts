import { isObject, objectOf } from '../../fhir/json.ts';
import { scalarsOf } from './json-scalars.ts';

/** A place of a form where lines differ. */
export interface Gap {
  /** See `Scalar.path`. */
  readonly path: string;
  /** What may stand there: a FHIR id (of the resource, of its patient), plain characters, or a JSON number. */
  readonly kind: 'id' | 'text' | 'number';
}

/**
 * What many lines have in common, byte for byte, between the few places where they differ. A line of a known form is JSON
 * without being parsed, because the line that the form was made from was.
 */
export interface LineForm {
  /** One more than gaps: before, between and behind them. Bytes as latin1. */
  readonly pieces: readonly string[];
  readonly gaps: readonly Gap[];
  readonly type: 'Observation' | 'Condition';
}

/** The gap that names the patient. */
export const patientPath = 'subject.reference';
const patientPrefix = 'Patient/';

/** Elements that decide what a resource says about a patient: lines that differ there have different forms. */
const telling: Readonly<Record<LineForm['type'], RegExp>> = {
  Observation: /^(?:resourceType|status|code|component|interpretation|referenceRange|value[A-Z]\w*)(?:\.|$)/,
  Condition: /^(?:resourceType|code|verificationStatus|clinicalStatus|category)(?:\.|$)/,
};
const quantity = /^(?:component\.\d+\.)?valueQuantity\.value$/;

// FHIR R4 §2.24.0.1 id.
const id = /^[A-Za-z0-9\-.]{1,64}$/;
/** No escapes and no control characters: what is read byte by byte is what the string holds. */
const plain = /^[ !\x23-\x5b\x5d-\xff]*$/;

/** The form of a line; undefined for a line that is no resource of a patient in the usual shape. */
export function formOfLine(bytes: Buffer): LineForm | undefined {
  const resource = parsed(bytes);
  const type = resource?.resourceType;
  if (type !== 'Observation' && type !== 'Condition') return undefined;
  const reference = objectOf(resource?.subject).reference;
  if (typeof reference !== 'string' || !reference.startsWith(patientPrefix)) return undefined;
  const json = bytes.toString('latin1');
  const pieces: string[] = [];
  const gaps: Gap[] = [];
  let at = 0;
  for (const { path, kind, from, to } of scalarsOf(json) ?? []) {
    const isPatient = path === patientPath;
    const start = isPatient ? from + patientPrefix.length : from;
    const gap = gapOf(type, path, kind, json.slice(start, to));
    if (!gap) continue;
    pieces.push(json.slice(at, start));
    gaps.push(gap);
    at = to;
  }
  pieces.push(json.slice(at));
  const ids = gaps.filter(({ kind }) => kind === 'id').length;
  return ids === 2 ? { pieces, gaps, type } : undefined;
}

function gapOf(type: LineForm['type'], path: string, kind: string, text: string): Gap | undefined {
  if (path === 'id' || path === patientPath) return id.test(text) ? { path, kind: 'id' } : undefined;
  if (kind === 'literal') return undefined;
  if (kind === 'number') return !telling[type].test(path) || quantity.test(path) ? { path, kind: 'number' } : undefined;
  return !telling[type].test(path) && plain.test(text) ? { path, kind: 'text' } : undefined;
}

function parsed(bytes: Buffer) {
  try {
    const resource: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(resource) ? resource : undefined;
  } catch {
    return undefined;
  }
}
