import type { OperationOutcome } from 'fhir/r4.js';
import { canonicalOf } from '../config/canonical.ts';
import type { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import { omitEmpty } from './empty-values.ts';

/** Code system of the codes in src/errors/table.ts. */
export const errorCodeSystem = canonicalOf('CodeSystem', 'error-codes');

/** What a failure inside the server may say: nothing about the inside. */
const opaque = 'Something failed inside the server.';

/** The public half of an error, as FHIR R4 OperationOutcome. Internal errors keep their own words for the log. */
export function operationOutcome(error: HoofbeatsError): OperationOutcome {
  const { status, issue, mend } = error.entry;
  const message = status === 500 ? opaque : error.message;
  return {
    resourceType: 'OperationOutcome',
    issue: [
      omitEmpty({
        severity: 'error' as const,
        code: issue as OperationOutcome['issue'][number]['code'],
        details: { coding: [{ system: errorCodeSystem, code: error.code }], text: message },
        diagnostics: `${message} ${mend}`,
        expression: [...error.expression],
      }),
    ],
  };
}
