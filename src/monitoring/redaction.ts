/**
 * Keys whose value never reaches a log line, at any depth, compared without case, `-` and `_`. Credentials, what HIPAA
 * names an identifier, and the FHIR elements and CDS Hooks fields that hold either.
 */
// biome-ignore format: three groups read better than forty lines
const redactedKeys = [
  // Credentials
  'authorization', 'fhirAuthorization', 'access_token', 'refresh_token', 'id_token', 'token', 'jwt', 'password', 'secret',
  'client_secret', 'api_key', 'cookie', 'set-cookie',
  // Who the patient or the user is
  'patient', 'patientId', 'subject', 'userId', 'encounterId', 'name', 'family', 'given', 'birthDate', 'deceasedDateTime',
  'gender', 'address', 'telecom', 'phone', 'email', 'identifier', 'mrn', 'ssn', 'photo', 'contact',
  // What the record says
  'prefetch', 'context', 'body', 'resource', 'resources', 'entry', 'contained', 'text', 'div', 'note', 'display',
  'valueString', 'value', 'url', 'originalUrl', 'query', 'reference',
] as const;

const canonical = (key: string) => key.toLowerCase().replace(/[-_]/g, '');
const redacted: ReadonlySet<string> = new Set(redactedKeys.map(canonical));

/** What takes the place of a redacted value. */
export const mask = '[redacted]';

/** Secrets and identifiers that hide inside a sentence. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${mask}`],
  // A JWT is two base64url JSON objects, which both begin with `{"`, that is `eyJ`.
  [/\beyJ[\w-]+\.eyJ[\w-]+(\.[\w-]*)?/g, mask],
  [
    /\b(Patient|Practitioner|PractitionerRole|RelatedPerson|Person|Encounter|Observation|Condition|QuestionnaireResponse|FamilyMemberHistory|MedicationRequest)\/[A-Za-z0-9.-]+/g,
    `$1/${mask}`,
  ],
];

/** Far deeper than any line we write; an object deeper than this came from a caller. */
const deepest = 8;

/** A copy of `value` that is safe to log: redacted by key and by pattern, without cycles. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string')
    return patterns.reduce((text, [pattern, with_]) => text.replace(pattern, with_), value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redacted.has(canonical(key)) ? mask : redact(item, depth + 1)]),
  );
}
