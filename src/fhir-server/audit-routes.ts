import type { Request, Response } from 'express';
import type { Bundle } from 'fhir/r4.js';
import { findRecord, findRecords, type NumberedRecord } from '../audit/audit-log.ts';
import { HoofbeatsError } from '../errors/hoofbeats-error.ts';
import type { Guard } from '../http/auditor-only.ts';
import { fhirJson } from '../http/fhir-json.ts';
import type { Operation } from '../http/openapi/operation.ts';
import type { Route } from '../http/routes.ts';
import type { Database } from '../store/open-database.ts';
import type { Pseudonymise } from '../store/pseudonym.ts';
import { auditEventOf } from './audit-event.ts';
import { type AuditSearch, readAuditSearch } from './audit-search.ts';
import { operations } from './operations.ts';

export interface AuditRoutesPorts {
  readonly db: Database;
  readonly pseudonymise: Pseudonymise;
  readonly publicUrl: () => string;
  readonly newId: () => string;
  /** Lets nobody pass but the auditor. */
  readonly auditor: Guard;
}

/** GET /fhir/AuditEvent and GET /fhir/AuditEvent/:id: the audit log as FHIR (R4 §3.1.0.9 search, §3.1.0.1 read). */
export function auditRoutes({ db, pseudonymise, publicUrl, newId, auditor }: AuditRoutesPorts): readonly Route[] {
  const guarded = (
    path: string,
    operation: Operation,
    handler: (request: Request, response: Response) => Promise<void>,
  ): Route => ({
    method: 'GET',
    path,
    // Not for EHRs, who prove themselves elsewhere.
    open: true,
    operation,
    handler: (request, response) => {
      auditor(request);
      return handler(request, response);
    },
  });
  return [
    guarded('/fhir/AuditEvent', operations.searchAudit, async (request, response) => {
      const search = readAuditSearch(request.query, pseudonymise);
      const records = await findRecords(search.query, db);
      fhirJson(response, searchset(search, records, `${publicUrl()}/fhir/AuditEvent`, newId()));
    }),
    guarded('/fhir/AuditEvent/:id', operations.readAudit, async (request, response) => {
      const seq = /^[1-9]\d{0,14}$/.test(String(request.params.id)) ? Number(request.params.id) : 0;
      const record = await findRecord(seq, db);
      if (!record) throw new HoofbeatsError('RECORD_UNKNOWN', 'The audit log has no record of this id.');
      fhirJson(response, auditEventOf(record));
    }),
  ];
}

/** One page, newest first, with the way to the next. Records are never removed, so pages do not shift. */
function searchset(
  { query, parameters }: AuditSearch,
  records: readonly NumberedRecord[],
  url: string,
  id: string,
): Bundle {
  const link = (relation: string, over: Readonly<Record<string, string>> = {}) => {
    const pairs = Object.entries({ ...parameters, ...over }).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
    return { relation, url: `${url}?${new URLSearchParams(pairs)}` };
  };
  const last = records.at(-1);
  const more = last !== undefined && records.length === query.count && last.seq > 1;
  return {
    resourceType: 'Bundle',
    id,
    type: 'searchset',
    link: [link('self'), ...(more ? [link('next', { before: String(last.seq) })] : [])],
    // FHIR R4 §2.1.0.2: no empty arrays.
    ...(records.length > 0 && {
      entry: records.map((record) => ({
        fullUrl: `${url}/${record.seq}`,
        resource: auditEventOf(record),
        search: { mode: 'match' as const },
      })),
    }),
  };
}
