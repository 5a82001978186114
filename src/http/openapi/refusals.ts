import { type ErrorCode, errorTable } from '../../errors/table.ts';
import { errorCodeSystem } from '../operation-outcome.ts';
import type { Admission, Described, JsonSchema } from './operation.ts';

/** Refusals that any route may answer with. */
const always: readonly ErrorCode[] = ['HOST_UNKNOWN', 'RATE_LIMITED', 'INTERNAL'];
const ofAdmission: Readonly<Record<Admission, readonly ErrorCode[]>> = {
  anybody: [],
  ehr: ['UNAUTHENTICATED', 'TENANT_REFUSED', 'TRUST_UNAVAILABLE'],
  auditor: ['UNAUTHENTICATED'],
  source: ['UNAUTHENTICATED'],
};
const ofAnyBody: readonly ErrorCode[] = ['BODY_NOT_JSON', 'REQUEST_INVALID', 'BODY_TOO_LARGE'];
const ofUsualBody: readonly ErrorCode[] = ['TOO_MANY_ENTRIES', 'CONTENT_TYPE'];

/** Who may call a route. */
export const admissionOf = ({ open, operation }: Described): Admission =>
  operation?.admission ?? (open ? 'anybody' : 'ehr');

/** The codes that a route may refuse with, by status. */
export function refusalsOf(route: Described): ReadonlyMap<number, readonly ErrorCode[]> {
  const { operation } = route;
  const codes = new Set([
    ...always,
    ...ofAdmission[admissionOf(route)],
    ...(operation?.request ? ofAnyBody : []),
    ...(operation?.request && !route.body ? ofUsualBody : []),
    ...(operation?.refusals ?? []),
  ]);
  // Map.groupBy is for Node 21 and later.
  const groups = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorTable[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

/** Each code with what the caller can do about it. */
const everyCode = Object.entries(errorTable).map(([code, { mend }]) => ({ const: code, description: mend }));

/** Schema of the OperationOutcome that a refusal is. */
export const refusalSchema: JsonSchema = {
  type: 'object',
  description: 'FHIR R4 OperationOutcome: what was wrong, where, and how to mend it.',
  externalDocs: { url: 'https://hl7.org/fhir/R4/operationoutcome.html' },
  properties: {
    resourceType: { const: 'OperationOutcome' },
    issue: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          severity: { const: 'error' },
          code: { enum: [...new Set(Object.values(errorTable).map(({ issue }) => issue))].sort() },
          details: {
            type: 'object',
            properties: {
              coding: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { system: { const: errorCodeSystem }, code: { oneOf: everyCode } },
                  required: ['system', 'code'],
                },
              },
              text: { type: 'string' },
            },
            required: ['coding', 'text'],
          },
          diagnostics: { type: 'string' },
          expression: { type: 'array', items: { type: 'string' } },
        },
        required: ['severity', 'code', 'details', 'diagnostics'],
      },
    },
  },
  required: ['resourceType', 'issue'],
};
