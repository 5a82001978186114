import { listOf, objectOf, stringOf } from '../../fhir/json.ts';

export interface OutcomeIssue {
  readonly severity: string;
  readonly code: string;
}

/** http://hl7.org/fhir/R4/codesystem-issue-type.html: `transient` and the codes below it. */
const transientCodes: ReadonlySet<string> = new Set([
  'transient',
  'lock-error',
  'no-store',
  'exception',
  'timeout',
  'incomplete',
  'throttled',
]);

/**
 * The issues of an OperationOutcome; undefined when the value is none. `diagnostics` and `details` are left behind: they
 * are free text in which servers quote patients.
 */
export function readIssues(value: unknown): readonly OutcomeIssue[] | undefined {
  const { resourceType, issue } = objectOf(value);
  if (resourceType !== 'OperationOutcome') return undefined;
  return listOf(issue).map((one) => {
    const { severity, code } = objectOf(one);
    return { severity: stringOf(severity) ?? 'error', code: stringOf(code) ?? 'unknown' };
  });
}

/** Bulk Data §Error Status: a transient code says that the status was not had, not that the export failed. */
export function isTransient(value: unknown): boolean {
  return readIssues(value)?.some(({ code }) => transientCodes.has(code)) ?? false;
}

/** `409 (error conflict)`: what may be shown of an answer that failed. */
export function describeAnswer(status: number, body: unknown): string {
  const issues = (readIssues(body) ?? []).map(({ severity, code }) => `${severity} ${code}`);
  const shown = issues.filter((issue) => /^[a-z -]{1,40}$/.test(issue)).slice(0, 3);
  return shown.length === 0 ? `${status}` : `${status} (${shown.join(', ')})`;
}
