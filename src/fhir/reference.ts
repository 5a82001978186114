import { objectOf, stringOf } from './json.ts';

/** A FHIR reference (R4 §2.3.0) taken apart. */
export type ReferenceRead =
  | { readonly kind: 'resource'; readonly type: string; readonly id: string; readonly base: string }
  | { readonly kind: 'urn'; readonly urn: string }
  | { readonly kind: 'contained'; readonly id: string };

const literal = /^(?:(https?:\/\/.+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-._]{1,64})(?:\/_history\/[A-Za-z0-9\-._]+)?$/;

/** Reads `Reference.reference`: relative, absolute (with or without version), `urn:uuid:`, `urn:oid:` or `#contained`. */
export function parseReference(value: unknown): ReferenceRead | undefined {
  if (value === last.value) return last.read;
  const read = readReference(value);
  if (typeof value === 'string' && value.length <= longestReference) {
    last.value = value;
    last.read = read;
  }
  return read;
}

// The resources of a record name one and the same patient, one after another.
const last: { value: unknown; read: ReferenceRead | undefined } = { value: undefined, read: undefined };
const longestReference = 1000;

function readReference(value: unknown): ReferenceRead | undefined {
  const text = stringOf(value);
  if (text === undefined) return undefined;
  if (text.startsWith('#')) return text.length > 1 ? { kind: 'contained', id: text.slice(1) } : undefined;
  if (/^urn:(uuid|oid):./i.test(text)) return { kind: 'urn', urn: text.toLowerCase() };
  const match = literal.exec(text);
  if (!match) return undefined;
  const [, base = '', type = '', id = ''] = match;
  return { kind: 'resource', type, id, base };
}

/** The reference to the patient that a resource is about: `subject`, or `patient` for the types that call it so. */
export function subjectReference(resource: unknown): ReferenceRead | undefined {
  const { subject, patient } = objectOf(resource);
  return parseReference(objectOf(subject ?? patient).reference);
}
