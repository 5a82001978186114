/**
 * Every error that Hoofbeats can answer with. The code is stable: clients and log searches may rely on it.
 * `issue` is an OperationOutcome issue type (http://hl7.org/fhir/R4/valueset-issue-type.html).
 * `mend` is what the caller can do about it. docs/errors.md is generated from this table.
 */
export const errorTable = {
  BODY_NOT_JSON: { status: 400, issue: 'structure', mend: 'Send a JSON body (RFC 8259) with a JSON content type.' },
  BODY_TOO_LARGE: { status: 413, issue: 'too-long', mend: 'Send fewer resources, or raise BODY_LIMIT_MB.' },
  CONTENT_TYPE: { status: 415, issue: 'structure', mend: 'Use application/json or application/fhir+json.' },
  REQUEST_INVALID: { status: 400, issue: 'invalid', mend: 'Correct the element that the message names.' },
  FHIR_INVALID: { status: 400, issue: 'structure', mend: 'Send valid FHIR R4 JSON; the message names the element.' },
  RESOURCE_TYPE: { status: 400, issue: 'value', mend: 'Send the resource type that the message asks for.' },
  TOO_MANY_ENTRIES: {
    status: 413,
    issue: 'too-costly',
    mend: 'Send fewer entries, e.g. by `_count`, or raise ENTRY_LIMIT.',
  },
  UNAUTHENTICATED: { status: 401, issue: 'login', mend: 'Ask the operator, whose log has the reason.' },
  TENANT_REFUSED: { status: 403, issue: 'forbidden', mend: 'Ask the operator to register the tenant.' },
  HOST_UNKNOWN: {
    status: 421,
    issue: 'forbidden',
    mend: 'Use the host of PUBLIC_URL, or set PUBLIC_URL to the host you use.',
  },
  RATE_LIMITED: { status: 429, issue: 'throttled', mend: 'Retry after the time that Retry-After gives.' },
  HOOK_MISMATCH: { status: 400, issue: 'value', mend: 'Call the service with a hook that discovery lists for its id.' },
  SERVICE_UNKNOWN: { status: 404, issue: 'not-found', mend: 'Use an id listed by GET /cds-services.' },
  ROUTE_UNKNOWN: { status: 404, issue: 'not-found', mend: 'See GET /openapi.json for the routes.' },
  METHOD_NOT_ALLOWED: { status: 405, issue: 'not-supported', mend: 'Use the method that the Allow header names.' },
  EVIDENCE_MISSING: {
    status: 412,
    issue: 'required',
    mend: 'Send the prefetch keys that the message names, or give the service FHIR access.',
  },
  PATIENT_MISSING: {
    status: 400,
    issue: 'required',
    mend: 'Include the Patient resource that the evidence belongs to.',
  },
  PATIENT_AMBIGUOUS: {
    status: 400,
    issue: 'multiple-matches',
    mend: 'Send each Patient once, and every entry with the fullUrl of its own server.',
  },
  MODEL_UNAVAILABLE: { status: 503, issue: 'transient', mend: 'Retry later; see /health/ready for the reason.' },
  TRUST_UNAVAILABLE: { status: 503, issue: 'transient', mend: 'Retry after the time that Retry-After gives.' },
  OVERLOADED: { status: 503, issue: 'throttled', mend: 'Retry after the time that Retry-After gives.' },
  PACKAGE_INVALID: {
    status: 500,
    issue: 'exception',
    mend: 'Run `hoofbeats models verify` and reinstall the package.',
  },
  SOURCE_FILE_INVALID: {
    status: 500,
    issue: 'structure',
    mend: 'Mend the row that the message names, or fetch the file anew.',
  },
  FHIR_SERVER_UNAVAILABLE: {
    status: 502,
    issue: 'transient',
    mend: 'Run the command again later: it goes on where it stopped.',
  },
  ACCESS_REFUSED: {
    status: 502,
    issue: 'login',
    mend: 'Check the client id, its keys and scopes as they are registered with the authorisation server.',
  },
  EXPORT_FAILED: {
    status: 502,
    issue: 'processing',
    mend: 'Ask the operator of the FHIR server; the next run starts a new export.',
  },
  STORE_UNAVAILABLE: { status: 503, issue: 'transient', mend: 'Retry later; the database does not answer.' },
  RECORD_UNKNOWN: { status: 404, issue: 'not-found', mend: 'Use the id of a record that this server has kept.' },
  RECORD_ALTERED: {
    status: 500,
    issue: 'security',
    mend: 'The stored record is not as it was written: run `hoofbeats audit verify`, and restore a backup.',
  },
  KEY_UNKNOWN: { status: 500, issue: 'security', mend: 'Add the key that the message names to SEAL_KEYS.' },
  USAGE: { status: 400, issue: 'invalid', mend: 'See `hoofbeats --help`.' },
  CONFIG_INVALID: { status: 500, issue: 'invalid', mend: 'Correct the setting; docs/configuration.md lists them all.' },
  INTERNAL: { status: 500, issue: 'exception', mend: 'Report it with the time and the request id from X-Request-Id.' },
} as const satisfies Record<string, ErrorEntry>;

/** One row of the table: HTTP status, OperationOutcome issue type, and how the caller mends it. */
export interface ErrorEntry {
  readonly status: number;
  readonly issue: string;
  readonly mend: string;
}

export type ErrorCode = keyof typeof errorTable;
