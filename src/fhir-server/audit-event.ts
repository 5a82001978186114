import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding, Identifier } from 'fhir/r4.js';
import type { NumberedRecord } from '../audit/audit-log.ts';
import type { AuditKind } from '../audit/record.ts';
import { canonicalOf } from '../config/canonical.ts';
import { codeVersion } from '../config/version.ts';
import { omitEmpty } from '../http/empty-values.ts';

/** Naming systems of our own: pseudonyms are no identifiers of anybody else's. */
export const pseudonymSystem = canonicalOf('NamingSystem', 'patient-pseudonym');
/** Code system of `AuditEvent.subtype`: the kinds of src/audit/record.ts; named, and not published. */
export const auditKindSystem = canonicalOf('CodeSystem', 'audit-kinds');

// FHIR R4 valueset-audit-event-type: what came over HTTP is a RESTful operation, a result is an activity of the application.
const restful = { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' };
const activity = {
  system: 'http://dicom.nema.org/resources/ontology/DCM',
  code: '110100',
  display: 'Application Activity',
};

/** What each kind of record is in FHIR's terms; action after valueset-audit-event-action. */
const kinds: Readonly<Record<AuditKind, { readonly type: Coding; readonly action: 'C' | 'E' }>> = {
  call: { type: restful, action: 'E' },
  refusal: { type: restful, action: 'E' },
  prediction: { type: activity, action: 'E' },
  feedback: { type: restful, action: 'C' },
};

/** A record of the audit log as FHIR R4 AuditEvent (https://hl7.org/fhir/R4/auditevent.html); its id is its number. */
export function auditEventOf(record: NumberedRecord): AuditEvent {
  const { type, action } = kinds[record.kind];
  return omitEmpty({
    resourceType: 'AuditEvent' as const,
    id: String(record.seq),
    type,
    subtype: [{ system: auditKindSystem, code: record.kind }],
    action,
    recorded: record.at,
    outcome: outcomeOf(record.status),
    outcomeDesc: record.code,
    agent: agentsOf(record),
    source: { observer: { display: `Hoofbeats ${codeVersion}` } },
    entity: [...patientOf(record), ...resultOf(record)],
  });
}

/** FHIR R4 valueset-audit-event-outcome: success, the caller's failure, ours. */
function outcomeOf(status = 200): AuditEvent['outcome'] {
  if (status < 400) return '0';
  return status < 500 ? '4' : '8';
}

/** The person, who asked, and the program through which; one of them must be named (AuditEvent.agent is 1..*). */
function agentsOf({ user, client, tenant }: NumberedRecord): AuditEventAgent[] {
  const person = user === undefined ? [] : [{ who: personOf(user), requestor: true }];
  const program = omitEmpty({
    altId: tenant,
    name: client ?? 'unknown',
    requestor: user === undefined,
  });
  return [...person, program];
}

const personOf = (user: string) =>
  user.includes('/') ? { reference: user } : { identifier: identifier(pseudonymSystem, user) };

// FHIR R4 object-type 1 is a person, object-role 1 the patient.
const patientOf = ({ patient }: NumberedRecord): AuditEventEntity[] =>
  patient === undefined
    ? []
    : [
        {
          what: { type: 'Patient', identifier: identifier(pseudonymSystem, patient) },
          type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1' },
          role: { system: 'http://terminology.hl7.org/CodeSystem/object-role', code: '1' },
        },
      ];

/** What was done, with everything that the record says about it. */
function resultOf(record: NumberedRecord): AuditEventEntity[] {
  const { requestId, route, status, ms, assessment, model, card, outcome } = record;
  const details = Object.entries({ requestId, route, status, ms, model, outcome });
  const about = assessment ?? card;
  return [
    omitEmpty({
      what: about === undefined ? undefined : { identifier: identifier('urn:ietf:rfc:3986', `urn:uuid:${about}`) },
      // object-type 2 is a system object.
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '2' },
      detail: details
        .filter(([, value]) => value !== undefined)
        .map(([type, value]) => ({ type, valueString: String(value) })),
    }),
  ];
}

const identifier = (system: string, value: string): Identifier => ({ system, value });
