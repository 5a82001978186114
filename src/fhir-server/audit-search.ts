import { z } from 'zod';
import type { AuditQuery } from '../audit/audit-log.ts';
import { auditKinds } from '../audit/record.ts';
import { validated } from '../http/validated.ts';
import type { Pseudonymise } from '../store/pseudonym.ts';

const usualCount = 50;
const largestCount = 500;

/** A search that has been read: what to look for, and the parameters that its links repeat. */
export interface AuditSearch {
  readonly query: AuditQuery;
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
}

const text = z.string('may be given once');

/** A FHIR date with a prefix (R4 §3.1.1.4.5): a day, or an instant with its time zone. */
const datePattern = /^(eq|ge|gt|le|lt|)(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

function isDate(value: string): boolean {
  const [, , day, time = ''] = datePattern.exec(value) ?? [];
  return Number.isFinite(Date.parse(`${day}${time}`));
}

const dates = z
  .union([text.transform((one) => [one]), z.array(z.string())])
  .pipe(
    z.array(z.string().refine(isDate, 'must be a date or an instant, with eq, ge, gt, le, lt or nothing before it')),
  );

const parameterSchema = z.strictObject({
  patient: text.min(1).optional(),
  client: text.optional(),
  tenant: text.optional(),
  subtype: z.enum(auditKinds, `must be one of ${auditKinds.join(', ')}`).optional(),
  date: dates.optional(),
  before: z.coerce.number('must be a number').int().positive().optional(),
  _count: z.coerce.number('must be a number').int('must be whole').min(1).max(largestCount).optional(),
  _format: z.string().optional(),
});

/**
 * Reads the parameters of a search for AuditEvents: `patient` (with `client` and `tenant`, within which patient ids are
 * unique), `subtype`, `date`, `_count`.
 * @throws HoofbeatsError REQUEST_INVALID naming each parameter that is unknown or wrong.
 */
export function readAuditSearch(parameters: unknown, pseudonymise: Pseudonymise): AuditSearch {
  const { patient, client, tenant, subtype, date, before, _count } = validated(
    parameterSchema,
    parameters,
    'REQUEST_INVALID',
  );
  const realm = { ...(client !== undefined && { client }), ...(tenant !== undefined && { tenant }) };
  return {
    query: {
      count: _count ?? usualCount,
      ...(patient !== undefined && { patient: pseudonymise(patientReference(patient), realm) }),
      ...(subtype !== undefined && { kind: subtype }),
      ...(before !== undefined && { before }),
      ...periodOf(date ?? []),
    },
    parameters: parameters as AuditSearch['parameters'],
  };
}

/** R4 §3.1.1.4.12: a reference may be given as an id alone. */
const patientReference = (value: string) => (value.includes('/') ? value : `Patient/${value}`);

const dayMs = 86_400_000;

/** The span that every condition allows, from the one instant on to before the other. */
function periodOf(dates: readonly string[]): Pick<AuditQuery, 'from' | 'until'> {
  const spans = dates.map(spanOf);
  const from = spans
    .flatMap((span) => span.from ?? [])
    .sort()
    .at(-1);
  const until = spans
    .flatMap((span) => span.until ?? [])
    .sort()
    .at(0);
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function spanOf(date: string): Pick<AuditQuery, 'from' | 'until'> {
  const [, prefix = '', day = '', time] = datePattern.exec(date)!;
  const start = Date.parse(day + (time ?? 'T00:00:00Z'));
  const from = isoOf(start);
  // A day is a span of time, an instant one of a millisecond: `le` includes it, `gt` begins after it.
  const end = isoOf(start + (time === undefined ? dayMs : 1));
  switch (prefix) {
    case 'ge':
      return { from };
    case 'gt':
      return { from: end };
    case 'lt':
      return { until: from };
    case 'le':
      return { until: end };
    default:
      return { from, until: end };
  }
}

const isoOf = (ms: number) => new Date(ms).toISOString();
